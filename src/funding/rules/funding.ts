/** How much of what is required is there: the rule of OCHA FTS (`domain.md` §4). Amounts are US cents. */

interface Part {
  pledge: string;
  status: 'pledge' | 'commitment' | 'paid';
  amountUsd: number | null;
}

export interface FundingFigures {
  pledgedUsd: number;
  committedUsd: number;
  paidUsd: number;
  /** Commitments and payments: pledges are not in it. */
  fundedUsd: number;
  /** Pledges behind it. */
  records: number;
  /** Lines of goods whose value nobody said: not in any amount. */
  unpriced: number;
}

/** What parts come to, each status apart. */
export function sumFunding(parts: readonly Part[]): FundingFigures {
  const of = (status: Part['status']) =>
    parts.reduce((sum, part) => sum + (part.status === status ? (part.amountUsd ?? 0) : 0), 0);
  const committedUsd = of('commitment');
  const paidUsd = of('paid');
  return {
    pledgedUsd: of('pledge'),
    committedUsd,
    paidUsd,
    fundedUsd: committedUsd + paidUsd,
    records: new Set(parts.map(({ pledge }) => pledge)).size,
    unpriced: parts.filter(({ amountUsd }) => amountUsd === null).length,
  };
}

/** (commitment + paid) / requirement in percent, with 2 decimals; null where nothing is required, or nobody said how much. */
export function fundedPercent(fundedUsd: number, requirementUsd: number | null): number | null {
  if (requirementUsd === null || requirementUsd === 0) return null;
  return Math.round((fundedUsd * 10_000) / requirementUsd) / 100;
}

/** What is known to be required in all; null when nothing is known. Unknown is not zero. */
export function sumKnown(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}
