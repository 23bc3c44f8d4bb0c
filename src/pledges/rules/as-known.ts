/** What of a pledge was once otherwise: what stood until `supersededAt`. */
interface Superseded {
  version: number;
  supersededAt: number;
}

/**
 * What was known on a moment of something that changes: the first version that was superseded after that moment, else what it
 * says now. What was recorded at the moment itself was known on it.
 */
export function asKnownOn<Now extends object, Then extends Superseded>(
  now: Now,
  versions: readonly Then[],
  moment: number,
): Now {
  const then = versions
    .filter(({ supersededAt }) => supersededAt > moment)
    .reduce<Then | undefined>((a, b) => (a === undefined || b.version < a.version ? b : a), undefined);
  return then === undefined ? now : { ...now, ...then };
}
