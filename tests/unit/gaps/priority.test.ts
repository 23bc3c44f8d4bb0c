import { describe, expect, it } from 'vitest';
import { priorityOf, SEVERITY_WEIGHTS, type IpcPhase } from '../../../src/gaps/rules/priority.ts';
import { needPersonDaysMilli } from '../../../src/platform/quantity.ts';

const uncoveredMilli = needPersonDaysMilli(600);

describe('priority', () => {
  it.each<[IpcPhase, number, number]>([
    [1, 0, 600],
    [2, 0, 1200],
    [3, 0, 2400],
    [4, 0, 4800],
    [5, 0, 9600],
    [4, 1, 2400],
    [4, 3, 1200],
  ])('of 600 uncovered pm in IPC phase %i, %i months ahead, is %d', (ipcPhase, monthsAhead, priority) => {
    expect(priorityOf({ ipcPhase, uncoveredMilli, monthsAhead })).toBe(priority);
  });

  it('is nothing for a past month: nothing sent now can reach it', () => {
    expect(priorityOf({ ipcPhase: 5, uncoveredMilli, monthsAhead: -1 })).toBe(0);
  });

  it('takes edited weights, and has 3 decimals', () => {
    const weights = { ...SEVERITY_WEIGHTS, 3: 5 };
    expect(priorityOf({ ipcPhase: 3, uncoveredMilli: 10_001, monthsAhead: 2 }, weights)).toBe(0.556);
  });
});
