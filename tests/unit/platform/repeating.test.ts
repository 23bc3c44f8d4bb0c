import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeating } from '../../../src/platform/repeating.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const PACE = { nudgedMs: 100, everyMs: 1_000 };

it('looks by itself, and sooner and once after a burst of nudges', async () => {
  let looks = 0;
  const loop = repeating(
    async () => void looks++,
    PACE,
    () => {},
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(looks).toBe(2);
  for (let nudges = 0; nudges < 50; nudges++) loop.nudge();
  await vi.advanceTimersByTimeAsync(100);
  expect(looks).toBe(3);
  await vi.advanceTimersByTimeAsync(900);
  expect(looks).toBe(3);
  await loop.close();
  expect(looks).toBe(4);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looks).toBe(4);
});

it('hears a nudge that comes while it looks', async () => {
  let looks = 0;
  const loop = repeating(
    async () => {
      if (looks++ === 0) loop.nudge();
    },
    PACE,
    () => {},
  );
  await vi.advanceTimersByTimeAsync(200);
  expect(looks).toBe(2);
  await loop.close();
});

it('tells a failure once, rests, and tells the next one after a success', async () => {
  const told: unknown[] = [];
  let fails = true;
  let looks = 0;
  const loop = repeating(
    async () => {
      looks++;
      if (fails) throw new Error('away');
    },
    PACE,
    (error) => told.push(error),
  );
  await vi.advanceTimersByTimeAsync(100);
  loop.nudge();
  await vi.advanceTimersByTimeAsync(900);
  expect([looks, told.length]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([looks, told.length]).toEqual([3, 1]);
  fails = false;
  await vi.advanceTimersByTimeAsync(1_000);
  fails = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told.length).toBe(2);
  await loop.close();
});
