/** As known on: a report that was produced at T equals the one that is asked for T later — `domain.md` §2.9, §8. */
import { expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { GapExplanation } from '../../src/gaps/contract/explain.ts';
import { FOOD, GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

type Amounts = Record<string, Record<string, number>>;

/** By month and part; what comes to nothing is left out. */
function summed(moved: GapExplanation['total']): Amounts {
  const sums: Amounts = {};
  for (const { month, ...parts } of moved) {
    for (const [part, by] of Object.entries(parts)) {
      const sum = (sums[month]?.[part] ?? 0) + by;
      const { [part]: _, ...others } = sums[month] ?? {};
      sums[month] = sum === 0 ? others : { ...others, [part]: sum };
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, parts]) => Object.keys(parts).length > 0));
}

it.each(engines)(
  'a report stored at any moment is the one asked for that moment later (%s)',
  async (engine) => {
    const service = await serviceOfTest({ engine });
    const { clock } = service;
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    const reports: { at: string; report: GapReport }[] = [];
    /** Lets everything settle, time included, and keeps what the report says. */
    const keep = async () => {
      await service.settled();
      for (const sweep of ['deadlines', 'months'] as const) await service.sweep(sweep);
      reports.push({ at: new Date(clock.now()).toISOString(), report: await ledger.report() });
      clock.advance({ hours: 7 });
    };
    await keep();
    await ledger.need(['2026-11', '2026-12'], 3000);
    await keep();
    const pledge = await ledger.pledge(donor, {
      ...{ status: 'pledge', expiresOn: '2026-12-01' },
      lines: [
        { sector: FOOD, province: GHOR, item: WHEAT, quantity: 54_000, amount: 3_000_000 },
        { sector: FOOD, item: WHEAT, quantity: 1800, amount: 100_000 },
      ],
    });
    await keep();
    await service.post(`/pledges/${pledge.id}/status`, { to: 'commitment', on: '2026-11-15' });
    const shipment = await ledger.ship(donor, {
      lines: [{ item: WHEAT, quantity: 36_000, pledgeLine: pledge.lines[0]!.id }],
    });
    await keep();
    await ledger.tell(shipment, { type: 'dispatched', occurredAt: '2026-11-16T01:00:00Z' });
    await keep();
    await ledger.closeCrossing('hairatan', 'closed', '2026-11-16', '2026-11-18');
    await keep();
    await ledger.need(['2026-11'], 1200);
    const lost = await ledger.tell(shipment, {
      ...{ type: 'lost', occurredAt: '2026-11-17T01:00:00Z' },
      lines: [{ line: lineOf(shipment), quantity: 900, reason: 'lost_in_transit' }],
    });
    await keep();
    const received = await ledger.tell(shipment, {
      ...{ type: 'received', place: GHOR, occurredAt: '2026-11-17T08:00:00Z' },
      lines: [{ line: lineOf(shipment), good: 18_000 }],
    });
    await keep();
    await ledger.tell(shipment, { type: 'voided', voids: lost.id, occurredAt: '2026-11-17T10:00:00Z' });
    await keep();
    clock.moveTo('2026-11-28T06:00:00Z');
    await keep();
    await ledger.tell(shipment, {
      type: 'diverted',
      destination: { province: 'AF31' },
      occurredAt: '2026-11-28T06:00:00Z',
    });
    await ledger.tell(shipment, { type: 'voided', voids: received.id, occurredAt: '2026-11-28T07:00:00Z' });
    await keep();
    clock.moveTo('2026-12-03T06:00:00Z');
    await keep();

    expect(reports.length).toBeGreaterThan(10);
    expect(new Set(reports.map(({ report }) => JSON.stringify(report.cells))).size).toBeGreaterThan(8);
    for (const { at, report } of reports) {
      const later = await ledger.report({ asKnownOn: at });
      expect({ at, cells: later.cells }).toEqual({ at, cells: report.cells });
      expect(later.unallocated).toEqual(report.unallocated);
      expect(later.asOf).toBe(at);
    }
    // What moved between any two of them adds up, to the last integer.
    for (let index = 1; index < reports.length; index += 1) {
      for (const lane of [{ province: GHOR }, { province: 'AF31' }]) {
        const [first, second] = [reports[Math.max(0, index - 3)]!, reports[index]!];
        const { body } = await service.get<GapExplanation>('/gaps/explain', {
          ...{ ...lane, sector: FOOD, from: first.at, to: second.at },
        });
        const sum = summed([...body.time, ...body.steps.flatMap(({ moved }) => moved)]);
        expect(sum).toEqual(summed(body.total));
        for (const [month, { delivered }] of Object.entries(summed(body.total))) {
          const pm = (of: GapReport) =>
            of.cells.find((cell) => cell.province === lane.province && cell.month === month)?.waterfall
              ?.delivered ?? 0;
          expect((delivered ?? 0) / 30_000).toBeCloseTo(pm(second.report) - pm(first.report), 2);
        }
      }
    }
    const { body: whole } = await service.get<GapExplanation>('/gaps/explain', {
      ...{ province: GHOR, sector: FOOD, from: reports[0]!.at, to: reports[8]!.at },
    });
    const told = whole.steps.flatMap(({ facts }) => facts.map(({ kind, what }) => `${kind} ${what}`));
    expect(told).toEqual(
      expect.arrayContaining([
        'need 2026-11',
        'pledge recorded',
        'pledge commitment',
        'event received',
        'event voided',
      ]),
    );

    // A day is meant to its end; what is to come is now.
    const [day] = reports[3]!.at.split('T');
    expect((await ledger.report({ asKnownOn: day! })).asOf).toBe(`${day}T19:29:59.999Z`);
    expect((await ledger.report({ asKnownOn: '2030-01-01' })).cells).toEqual((await ledger.report()).cells);
  },
);
