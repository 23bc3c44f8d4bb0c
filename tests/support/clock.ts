import type { Clock } from '../../src/platform/clock.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/calendar.ts';

/** A clock that stands still until a test moves it, so that what was recorded when is known. */
export interface TestClock extends Clock {
  /** Moves on to an instant, ISO 8601. */
  moveTo: (instant: string) => void;
  advance: (by: { days?: number; hours?: number; ms?: number }) => void;
}

export function testClock(instant: string): TestClock {
  let now = Date.parse(instant);
  const moveTo = (then: number) => {
    if (!(then >= now)) throw new Error('a clock does not go back');
    now = then;
  };
  return {
    now: () => now,
    moveTo: (then) => moveTo(Date.parse(then)),
    advance: ({ days = 0, hours = 0, ms = 0 }) => moveTo(now + days * DAY_MS + hours * HOUR_MS + ms),
  };
}
