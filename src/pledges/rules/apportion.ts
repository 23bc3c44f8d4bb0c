/**
 * Divides a whole among weights by largest remainder: the shares are integers, add up to the whole exactly, and no share is
 * more than its weight as long as the whole is not more than all weights. Of equal remainders the first comes first.
 *
 * @throws RangeError when there is something to divide and nobody to have it
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0) return weights.map(() => 0);
  if (all === 0n) throw new RangeError(`there is nothing to divide ${whole} by`);
  const quotas = weights.map((weight, index) => {
    const product = BigInt(whole) * BigInt(weight);
    return { index, share: Number(product / all), remainder: product % all };
  });
  let left = whole - quotas.reduce((sum, { share }) => sum + share, 0);
  for (const quota of [...quotas].sort(byRemainder)) {
    if (left === 0) break;
    quota.share += 1;
    left -= 1;
  }
  return quotas.map(({ share }) => share);
}

function byRemainder(
  a: { index: number; remainder: bigint },
  b: { index: number; remainder: bigint },
): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.index - b.index;
}
