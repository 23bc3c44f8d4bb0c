import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredThrough, type LaneCell } from '../../../src/gaps/rules/cell.ts';
import { computeLane } from '../../../src/gaps/rules/lane.ts';
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { summedByKey } from '../../../src/gaps/rules/summing.ts';
import { anyLane, anyParcel, M } from './lanes.ts';
import { referenceLane } from './reference.ts';

const PARTS = [...SUPPLY_CLASSES, 'unpledged'] as const;
const partsOf = (cell: LaneCell) => cell.waterfall && PARTS.map((part) => cell.waterfall![part]);
const runs = { numRuns: 1000 };

describe('any lane', () => {
  it('gives what a naive reading of the law gives, to the last integer', () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        const cells = computeLane(lane).map((cell) => ({
          month: cell.month,
          need: cell.needMilli,
          parts: partsOf(cell),
          excess: cell.excessMilli,
          carried: cell.carriedMilli,
        }));
        expect(cells).toEqual(referenceLane(lane));
      }),
      runs,
    );
  });

  it('splits a known need into parts that are never negative and add up to it', () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        for (const cell of computeLane(lane)) {
          const parts = partsOf(cell);
          const sum = parts?.reduce((total, part) => total + part, 0);
          expect(sum).toBe(lane.needs.get(cell.month));
          expect(parts?.filter((part) => part < 0) ?? []).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('never covers more than the need, and a band never narrows', () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        for (const { coverage } of computeLane(lane)) {
          if (!coverage) continue;
          const { confirmed, inTransit, onTheRoad, firm, pledged } = coverage;
          const band = [0, confirmed, inTransit, onTheRoad, firm, pledged, 1];
          expect(band).toEqual(band.toSorted((a, b) => a - b));
        }
      }),
      runs,
    );
  });

  it('covers no month less, at any step, when any supply is added or raised', () => {
    fc.assert(
      fc.property(anyLane, anyParcel, fc.nat(), (lane, added, pick) => {
        const raised = lane.parcels.length > 0 ? lane.parcels[pick % lane.parcels.length]! : added;
        for (const more of [added, { ...raised, personDaysMilli: 1 }]) {
          const before = computeLane(lane);
          const after = computeLane({ ...lane, parcels: [...lane.parcels, more] });
          for (const [i, { waterfall }] of before.entries()) {
            if (!waterfall) continue;
            for (const last of SUPPLY_CLASSES) {
              expect(coveredThrough(after[i]!.waterfall!, last)).toBeGreaterThanOrEqual(
                coveredThrough(waterfall, last),
              );
            }
          }
        }
      }),
      runs,
    );
  });

  it('does not depend on the order of parcels or on how a sum is split into parcels', () => {
    const shuffledParts = anyLane.chain((lane) =>
      fc.tuple(
        fc.constant(lane),
        fc
          .array(fc.nat(14), { minLength: lane.parcels.length, maxLength: lane.parcels.length })
          .chain((cuts) => {
            const parts = lane.parcels.flatMap((parcel, i) => {
              const first = Math.min(cuts[i]!, parcel.personDaysMilli);
              const second = parcel.personDaysMilli - first;
              return [
                { ...parcel, personDaysMilli: first },
                { ...parcel, personDaysMilli: second },
              ];
            });
            return fc.shuffledSubarray(parts, { minLength: parts.length });
          }),
      ),
    );
    fc.assert(
      fc.property(shuffledParts, ([lane, parcels]) => {
        expect(computeLane({ ...lane, parcels })).toEqual(computeLane(lane));
        expect(computeLane({ ...lane, parcels: summedByKey(parcels) })).toEqual(computeLane(lane));
      }),
      runs,
    );
  });

  it('is only selected from, not changed, by the first and last month wanted', () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        const whole = computeLane({ ...lane, from: M(-3), to: M(24) });
        const wanted = whole.filter((cell) => cell.month >= lane.from && cell.month <= lane.to);
        expect(computeLane(lane)).toEqual(wanted);
      }),
      runs,
    );
  });

  it('leaves its input as it was', () => {
    fc.assert(
      fc.property(anyLane, (lane) => {
        const before = structuredClone(lane);
        computeLane(lane);
        expect(lane).toEqual(before);
      }),
    );
  });
});
