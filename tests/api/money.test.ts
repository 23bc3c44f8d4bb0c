/** Money is kept in the minor units of its own currency and shown in US cents beside it: `domain.md` §4. */
import { expect, it } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import { serviceOfSuite } from '../support/service.ts';

const service = serviceOfSuite();

it.each([
  // 500,000 EUR / 0.824 = 606,796 USD, at 4.56 USD a person-month
  ['euro', 'EUR', 0.824, 50_000_000, 60_679_612, 133_069.325],
  ['yen, which has no minor unit', 'JPY', 150, 1_000_000, 666_667, 1_461.989],
  ['Kuwaiti dinars of 1,000 fils', 'KWD', 0.3, 1_000_000, 333_333, 730.993],
  ['afghanis of 100 puls', 'AFN', 70, 7_000_000, 100_000, 219.298],
])(
  'a pledge in %s is worth in dollars what its rate says',
  async (_what, currency, rate, amount, usd, pm) => {
    const ledger = ledgerOf(service());
    const pledge = await ledger.pledge(await ledger.organisation(`Bank of ${currency}`), {
      contributionType: 'financial',
      ...{ currency, ratePerUsd: rate },
      lines: [{ sector: 'food_security', province: 'AF23', amount }],
    });
    expect(pledge).toMatchObject({ currency, ratePerUsd: rate, rateDate: '2026-10-01' });
    expect(pledge.lines).toMatchObject([
      { amount, amountUsd: usd, pm, item: null, quantity: null, shipped: null, delivered: null },
    ]);
  },
);
