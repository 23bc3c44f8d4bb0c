import { describe, expect, it } from 'vitest';
import type { NewPledge } from '../../../src/pledges/contract.ts';
import {
  checkPledge,
  isFirm,
  latestStatus,
  type StatusFact,
  statusOn,
} from '../../../src/pledges/rules/pledge.ts';

const SECTORS: Record<string, string> = { wheat_flour: 'food_security', school_in_a_box: 'education' };
const DONOR = '019a0000-0000-7000-8000-000000000001';

function pledge(changes: Partial<NewPledge> = {}): NewPledge {
  return {
    reference: 'KZ-2026-014',
    donor: DONOR,
    status: 'pledge',
    contributionType: 'in_kind',
    flowType: 'standard',
    earmarking: 3,
    decidedOn: '2026-10-01',
    currency: 'USD',
    ratePerUsd: 1,
    rateDate: '2026-10-01',
    lines: [{ sector: 'food_security', province: 'AF23', item: 'wheat_flour', quantity: 500_000 }],
    ...changes,
  };
}

const wrong = (changes: Partial<NewPledge>) =>
  checkPledge(pledge(changes), (item) => SECTORS[item]).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a pledge may be recorded', () => {
  it.each<[what: string, changes: Partial<NewPledge>]>([
    ['as goods', {}],
    [
      'as goods with their worth',
      { lines: [{ sector: 'food_security', item: 'wheat_flour', quantity: 1, amount: 59 }] },
    ],
    ['as goods for no sector yet', { lines: [{ sector: 'unallocated', item: 'wheat_flour', quantity: 1 }] }],
    ['as money', { contributionType: 'financial', lines: [{ sector: 'unallocated', amount: 100 }] }],
    ['as no money at all', { contributionType: 'financial', lines: [{ sector: 'trade', amount: 0 }] }],
    ['in another currency', { currency: 'EUR', ratePerUsd: 0.824 }],
    ['on the day it was decided', { expectedBy: '2026-10-01', expiresOn: '2026-10-01' }],
  ])('%s', (_what, changes) => {
    expect(wrong(changes)).toEqual([]);
  });
});

describe('a pledge is refused, naming the field,', () => {
  it.each<[what: string, changes: Partial<NewPledge>, errors: string[]]>([
    [
      'for an unknown item',
      { lines: [{ sector: 'food_security', item: 'caviar', quantity: 1 }] },
      ['/lines/0/item unknown_reference'],
    ],
    [
      'for an item of another sector',
      { lines: [{ sector: 'trade', item: 'school_in_a_box', quantity: 1 }] },
      ['/lines/0/sector sector'],
    ],
    [
      'for goods of no name and no quantity',
      { lines: [{ sector: 'food_security', amount: 1 }] },
      ['/lines/0/item required', '/lines/0/quantity required'],
    ],
    [
      'for money with goods in it',
      {
        contributionType: 'financial',
        lines: [{ sector: 'food_security', item: 'wheat_flour', quantity: 1, amount: 1 }],
      },
      ['/lines/0/item not_financial'],
    ],
    [
      'for money with a quantity',
      { contributionType: 'financial', lines: [{ sector: 'food_security', quantity: 1 }] },
      ['/lines/0/quantity not_financial', '/lines/0/amount required'],
    ],
    ['for a rate of too many decimals', { currency: 'EUR', ratePerUsd: 1 / 3 }, ['/ratePerUsd rate']],
    ['for a rate that makes two dollars of one', { ratePerUsd: 0.5 }, ['/ratePerUsd rate']],
    ['for days out of order', { expiresOn: '2026-09-30' }, ['/expiresOn order']],
    ['for goods due before they were promised', { expectedBy: '2026-09-30' }, ['/expectedBy order']],
    [
      'for a line given twice',
      {
        lines: ['a', 'a'].map((id) => ({
          id,
          sector: 'food_security' as const,
          item: 'wheat_flour',
          quantity: 1,
        })),
      },
      ['/lines/1/id repeated'],
    ],
    [
      'for each line that is wrong',
      {
        lines: [
          { sector: 'food_security', item: 'caviar', quantity: 1 },
          { sector: 'food_security', item: 'wheat_flour' },
        ],
      },
      ['/lines/0/item unknown_reference', '/lines/1/quantity required'],
    ],
  ])('%s', (_what, changes, errors) => {
    expect(wrong(changes)).toEqual(errors);
  });
});

describe('the status of a pledge', () => {
  const fact = (status: StatusFact['status'], on: string, recordedAt: number, id = 'a'): StatusFact => ({
    ...{ id, status, on, recordedAt },
  });

  it('is the latest fact by day, then by when it was recorded, then by id, in whatever order they stand', () => {
    const pledged = fact('pledge', '2026-10-01', 5);
    const committed = fact('commitment', '2026-10-02', 1);
    const paid = fact('paid', '2026-10-02', 2);
    const cancelled = fact('cancelled', '2026-10-02', 2, 'b');
    expect(latestStatus([committed, pledged])).toBe('commitment');
    expect(latestStatus([paid, committed, pledged])).toBe('paid');
    expect(latestStatus([committed, paid])).toBe('paid');
    expect(latestStatus([cancelled, paid])).toBe('cancelled');
    expect(latestStatus([paid, cancelled])).toBe('cancelled');
  });

  it.each([
    // status, last day, today → what it is
    ['pledge', '2026-11-20', '2026-11-20', 'pledge'],
    ['pledge', '2026-11-20', '2026-11-21', 'expired'],
    ['commitment', '2026-11-20', '2026-11-21', 'expired'],
    ['paid', '2026-11-20', '2026-11-21', 'paid'],
    ['cancelled', '2026-11-20', '2026-11-21', 'cancelled'],
    ['pledge', null, '2099-01-01', 'pledge'],
  ] as const)('%s until %s is on %s: %s', (status, expiresOn, today, is) => {
    expect(statusOn(status, expiresOn, today)).toBe(is);
  });

  it('counts from commitment on', () => {
    const statuses = ['pledge', 'commitment', 'paid', 'cancelled', 'expired'] as const;
    expect(statuses.filter(isFirm)).toEqual(['commitment', 'paid']);
  });
});
