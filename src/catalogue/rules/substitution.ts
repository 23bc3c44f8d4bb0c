/** So much of a substitute for so much of a commodity, by weight. */
export interface Substitution {
  commodity: string;
  substitute: string;
  /** `numerator` parts of the substitute stand in for `denominator` parts of the commodity. */
  numerator: number;
  denominator: number;
}

/** What is there to stand in, in grams. */
export interface Available {
  /** Left in the lane once its own need of the month is met. */
  inLane: number;
  /** Promised or on its way for no province yet. */
  unallocated: number;
}

/** What one substitute, alone, could do for a shortage, in grams. */
export interface Advice extends Available {
  substitution: Substitution;
  /** Of the substitute, to cover all that is missing. */
  needed: number;
  /** Of what is missing, that which is available covers. */
  covers: number;
}

/** Oil is energy and no staple: it never stands in for cereal, whatever a table says. */
export function isForbidden({
  commodity,
  substitute,
}: Pick<Substitution, 'commodity' | 'substitute'>): boolean {
  return commodity === 'cereals' && substitute === 'oil';
}

/**
 * What can stand in for what is missing of a commodity, what covers most first. Each is told alone, by its ratio; rounded so that nothing
 * is promised that is not there.
 */
export function substitutesFor<S extends Substitution>(
  { commodity, missing }: { commodity: string; missing: number },
  substitutions: readonly S[],
  availableOf: (commodity: string) => Available,
): (Advice & { substitution: S })[] {
  return substitutions
    .filter((substitution) => substitution.commodity === commodity && !isForbidden(substitution))
    .map((substitution) => {
      const { substitute, numerator, denominator } = substitution;
      const available = availableOf(substitute);
      const there = available.inLane + available.unallocated;
      return {
        ...{ substitution, ...available },
        needed: Math.ceil((missing * numerator) / denominator),
        covers: Math.min(missing, Math.floor((there * denominator) / numerator)),
      };
    })
    .sort((a, b) => b.covers - a.covers);
}
