import type { Pledge } from '../../../pledges/contract.ts';

const VALUES: Readonly<Record<string, (pledge: Pledge) => string | number | null>> = {
  reference: ({ reference }) => reference,
  decidedOn: ({ decidedOn }) => decidedOn,
  expectedBy: ({ expectedBy }) => expectedBy,
  amountUsd: ({ progress }) => progress.amountUsd.pledged,
  pm: ({ progress }) => progress.pm.pledged,
};

/** Those that are shown, in another order; what has no value is last in either direction. */
export function sorted(pledges: readonly Pledge[], by: string, descending: boolean): Pledge[] {
  const valueOf = VALUES[by];
  if (!valueOf) return [...pledges];
  return pledges.toSorted((first, second) => {
    const [a, b] = [valueOf(first), valueOf(second)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order =
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : String(a).localeCompare(String(b), 'en', { numeric: true });
    return descending ? -order : order;
  });
}
