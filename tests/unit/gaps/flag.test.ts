import { describe, expect, it } from 'vitest';
import { flagMonths } from '../../../src/gaps/rules/flag.ts';
import { laneOf, M, parcel } from './lanes.ts';

/** A lane in which each month, from `M(0)`, has this percentage delivered or in transit of a need of 1,000. */
function lane(...percents: (number | 'zero need' | 'unknown')[]) {
  const needs = percents.map((percent) =>
    percent === 'unknown' ? null : percent === 'zero need' ? 0 : 1000,
  );
  const parcels = percents.flatMap((percent, i) =>
    typeof percent === 'number'
      ? [parcel('delivered', i, percent * 4), parcel('inTransit', i, percent * 6), parcel('late', i, 1000)]
      : [],
  );
  return laneOf(needs, parcels);
}

describe('the flag of a lane', () => {
  it('lists the current and the next three months below 80 %, and no others', () => {
    expect(flagMonths(lane(10, 79.9, 80, 100, 79, 10), [], M(1))).toEqual({
      months: [M(1), M(4)],
      severity: 'serious',
    });
  });

  it('is critical when one of its months is below 50 %', () => {
    expect(flagMonths(lane(79, 50), [], M(0))?.severity).toBe('serious');
    expect(flagMonths(lane(79, 49.9), [], M(0))).toEqual({ months: [M(0), M(1)], severity: 'critical' });
  });

  it('is not opened by a month between 80 and 85 %, but a listed one stays up to 85 %', () => {
    expect(flagMonths(lane(81), [], M(0))).toBeNull();
    expect(flagMonths(lane(85), [M(0)], M(0))).toEqual({ months: [M(0)], severity: 'serious' });
    expect(flagMonths(lane(85.1), [M(0)], M(0))).toBeNull();
  });

  it('drops a listed month when it is past', () => {
    expect(flagMonths(lane(10, 82, 90), [M(0), M(1)], M(1))).toEqual({ months: [M(1)], severity: 'serious' });
    expect(flagMonths(lane(10, 90), [M(0)], M(1))).toBeNull();
  });

  it('is not opened by unknown or zero need, and such a month leaves it', () => {
    expect(flagMonths(lane('unknown', 'zero need'), [], M(0))).toBeNull();
    expect(flagMonths(lane('unknown', 'zero need'), [M(0), M(1)], M(0))).toBeNull();
  });
});
