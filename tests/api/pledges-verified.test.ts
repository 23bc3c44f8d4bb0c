/** However promises change while cargo moves, what is derived from them is what the facts say. */
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { reconciliationService } from '../../src/reconciliation/service.ts';
import { FOOD, GHOR, ledgerOf, WHEAT } from '../support/ledger.ts';
import { pledgesOf, tally } from '../support/pledges.ts';
import { engines, serviceOfTest } from '../support/service.ts';

it.each(engines)('promises that change while cargo moves leave nothing to correct, on %s', async (engine) => {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const pledges = pledgesOf(service);
  const donor = await ledger.organisation();
  const answers: { status: number }[] = [];
  for (let round = 0; round < 20; round++) {
    const pledge = await ledger.pledge(donor, {
      status: 'pledge',
      reference: `KZ-${round}`,
      lines: [
        { sector: FOOD, province: GHOR, item: WHEAT, quantity: 1_000, amount: 1_001 },
        { sector: FOOD, item: WHEAT, quantity: 77, amount: 13 },
      ],
    });
    const line = pledge.lines[0]!;
    const shipment = await ledger.ship(donor, {
      waybill: `WB-${round}`,
      lines: [{ item: WHEAT, quantity: 100 + round, pledgeLine: line.id }],
    });
    if (round % 3 === 0) await service.settled();
    answers.push(await pledges.allocate(pledge, line, [{ province: 'AF20', quantity: 300 }]));
    answers.push(await pledges.status(pledge, { to: 'commitment', on: '2026-11-01', amount: 400 }));
    if (round % 2 === 0) answers.push(await pledges.status(pledge, { to: 'paid', on: '2026-11-01' }));
    if (round % 5 === 0) await ledger.tell(shipment, { type: 'dispatched' });
    if (round % 7 === 0) answers.push(await pledges.status(pledge, { to: 'cancelled', on: '2026-11-02' }));
  }
  expect(tally(answers)).toEqual({ 201: answers.length });
  await service.settled();
  const { staleAfterDays, heldAfterDays, overdueGraceDays, expiresSoonDays } = loadConfig({});
  const settings = { staleAfterDays, heldAfterDays, overdueGraceDays, expiresSoonDays };
  const found = await reconciliationService({
    onCasesChanged: async () => {},
    store: service.store,
    clock: service.clock,
    settings,
  }).verify();
  expect(found).toMatchObject({ pending: 0, differences: [] });
  expect(found.checked).toBe(60);
});
