/** Shares of need as colours of the map. The borders are those of the levels (100, 80, 50 %), and half of the last. */
export const BINS = [
  { key: '0', from: 1 },
  { key: '1', from: 0.8, to: 1 },
  { key: '2', from: 0.5, to: 0.8 },
  { key: '3', from: 0.25, to: 0.5 },
  { key: '4', from: 0, to: 0.25 },
] as const;
export type BinKey = (typeof BINS)[number]['key'] | 'unknown';

export function binOf(covered: number | undefined): BinKey {
  if (covered === undefined) return 'unknown';
  return BINS.find(({ from }) => covered >= from)?.key ?? '4';
}

export const fillOf = (bin: BinKey): string => `var(--short-${bin})`;
export const textOn = (bin: BinKey): string => `var(--on-short-${bin})`;
