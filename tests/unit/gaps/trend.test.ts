import { describe, expect, it } from 'vitest';
import { trendOf } from '../../../src/gaps/rules/trend.ts';

describe('the trend of a share of need', () => {
  it.each([
    [0.5, 0.4, 0.1, 'better'],
    [0.4, 0.5, -0.1, 'worse'],
    [0.51, 0.5, 0.01, 'better'],
    [0.5, 0.5099, -0.0099, 'same'],
    [0, 0, 0, 'same'],
    [null, 0.4, null, 'unknown'],
    [0.4, null, null, 'unknown'],
  ])('from %d, having been %d, is %d: %s', (now, before, change, direction) => {
    expect(trendOf(now, before)).toEqual({ change, direction });
  });
});
