import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, HOUR_MS, startOfDay } from '../../../src/platform/calendar.ts';
import { nextDeadline, nextPledgeDeadline } from '../../../src/reconciliation/rules/deadline.ts';
import { lineStateOf } from '../../../src/reconciliation/rules/line-state.ts';
import { parcelsOfShipment } from '../../../src/reconciliation/rules/parcels.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { at, dispatched, event, received, reference, shipment } from '../shipments/cargo.ts';
import { evaluation, events, facts } from '../shipments/histories.ts';
import { COVERAGE, parcelReference } from './coverage.ts';

const closures = reference([{ status: 'closed', from: at(13), until: at(25), recordedAt: at(0) }]);
const open = reference();
const left = dispatched(0);
const news = (days: number) => event('note', at(days), {});

function deadline(days: number, list: ShipmentEvent[], cargo: ShipmentFacts = shipment(), world = open) {
  return nextDeadline(foldShipment(cargo, list, world, at(days)), cargo, world, at(days));
}

describe('the next deadline', () => {
  it.each<[string, number | null, number | null]>([
    ['stale: more than 7 days without news', deadline(1, [left]), at(7) + 1],
    [
      'held: more than 3 days at the border',
      deadline(2, [left, event('arrived_border', at(2), {})]),
      at(5) + 1,
    ],
    ['late: the first ETA has ended', deadline(13, [left, news(13)]), endOfDay('2026-11-28')],
    ['the month turns', deadline(19, [left, news(18)]), startOfDay('2026-12-01')],
    ['overdue: the days of grace have ended', deadline(21.5, [left, news(21)]), endOfDay('2026-12-01')],
    ['its crossing closes', deadline(12, [left, news(11)], shipment(), closures), at(13)],
    ['and opens', deadline(19, [left, news(18)], shipment({ eta: '2027-03-01' }), closures), at(25)],
    ['planned cargo moves to the next month', deadline(1, []), startOfDay('2026-12-01')],
    [
      'of a later month, when that has ended',
      deadline(1, [], shipment({ eta: '2027-02-03' })),
      startOfDay('2027-03-01'),
    ],
    ['without an ETA every month', deadline(1, [], shipment({ eta: null })), startOfDay('2026-12-01')],
    ['none when all is accounted for', deadline(6, [left, received(5, [{ good: 1000 }])]), null],
    ['none when cancelled', deadline(1, [event('cancelled', at(0), {})]), null],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });

  it('of a pledge line is the end of the month it is expected in', () => {
    expect(nextPledgeDeadline({ expectedBy: '2026-12-15' }, at(0))).toBe(startOfDay('2027-01-01'));
    expect(nextPledgeDeadline({ expectedBy: '2026-12-15' }, at(90))).toBe(startOfDay('2027-03-01'));
    expect(nextPledgeDeadline({ expectedBy: null }, at(0))).toBe(startOfDay('2026-12-01'));
  });
});

describe('until the next deadline', () => {
  const derived = (cargo: ShipmentFacts, list: ShipmentEvent[], now: number) => {
    const state = foldShipment(cargo, list, closures, now);
    const parcels = parcelsOfShipment(state, cargo, parcelReference(), now);
    return { state, parcels, lines: state.lines.map((account) => lineStateOf(cargo, state, account)) };
  };

  it('time changes neither state nor parcels', () => {
    fc.assert(
      fc.property(
        facts,
        events,
        evaluation,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cargo, list, now, share) => {
          const before = derived(cargo, list, now);
          const next = nextDeadline(before.state, cargo, closures, now) ?? now + 20_000 * HOUR_MS;
          expect(next).toBeGreaterThan(now);
          const between = now + Math.floor((next - 1 - now) * share);
          expect(derived(cargo, list, between)).toEqual(before);
          expect(derived(cargo, list, next - 1)).toEqual(before);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('every item of the histories has a coverage', () => {
    expect(Object.keys(COVERAGE)).toEqual(expect.arrayContaining(['wheat_flour', 'school_in_a_box', 'rice']));
  });
});
