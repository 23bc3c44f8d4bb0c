import { expect, test } from 'vitest';
import { giveBackMemory } from '../../../src/platform/memory.ts';

test('what nobody holds any more is given back', async () => {
  let held: object[] | undefined = Array.from({ length: 1_000_000 }, (_, index) => ({ index }));
  const before = process.memoryUsage().heapTotal;
  expect(held).toHaveLength(1_000_000);
  held = undefined;
  giveBackMemory();
  await expect
    .poll(() => process.memoryUsage().heapTotal, { timeout: 10_000 })
    .toBeLessThan(before - 30_000_000);
});
