/** Kinds of records the demo makes, in the order in which it speaks of them. */
const KINDS = [
  'organisations',
  'needs (HNRP 2026 estimates, SAMPLE trade)',
  'FTS flows as pledges',
  'SAMPLE pledges',
  'SAMPLE changes of status',
  'SAMPLE shipments',
  'SAMPLE events',
  'SAMPLE steps on cases',
] as const;
export type Kind = (typeof KINDS)[number];

/** Counts what the demo recorded, and what was recorded already. */
export interface Tally {
  count(kind: Kind, isNew: boolean, howMany?: number): void;
  /** By kind, in order. */
  counts(): { kind: Kind; made: number; known: number }[];
  made(): number;
}

export function newTally(): Tally {
  const counts = new Map(KINDS.map((kind) => [kind, { kind, made: 0, known: 0 }]));
  return {
    count(kind, isNew, howMany = 1) {
      const entry = counts.get(kind);
      if (entry) entry[isNew ? 'made' : 'known'] += howMany;
    },
    counts: () => [...counts.values()],
    made: () => [...counts.values()].reduce((sum, { made }) => sum + made, 0),
  };
}
