import { assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempted, countedUnder, openAt, waitMs } from '../../../src/accounts/rules/throttle.ts';

describe('the wait after failed sign-ins', () => {
  it.each([
    [4, 0],
    [5, 2_000],
    [6, 4_000],
    [9, 32_000],
    [20, 900_000],
    [10_000, 900_000],
  ])('after %i on one account from one address is %i ms', (failures, expected) => {
    expect(waitMs('pair', failures)).toBe(expected);
  });

  it('never shrinks with more failures, and never exceeds a quarter of an hour', () => {
    assert(
      property(
        constantFrom('device', 'pair', 'address', 'account' as const),
        nat(200),
        (counted, failures) => {
          const wait = waitMs(counted, failures);
          expect(waitMs(counted, failures + 1)).toBeGreaterThanOrEqual(wait);
          expect(wait).toBeLessThanOrEqual(900_000);
        },
      ),
    );
  });

  it('is forgotten after a day without a failure', () => {
    const tried = { failures: 40, lastAt: 0 };
    expect(openAt('pair', tried)).toBe(900_000);
    expect(attempted(tried, 86_400_001)).toEqual({ failures: 1, lastAt: 86_400_001 });
  });

  it('is never counted with strangers where one is known', () => {
    expect(countedUnder({ device: true, address: false })).toEqual(['device']);
    expect(countedUnder({ device: false, address: true })).not.toContain('account');
    expect(countedUnder({ device: false, address: false })).toContain('account');
  });
});
