/** How many refusals may be put on record: a flood of them must fill neither the memory nor the disk. */
export interface Allowance {
  /** At once, after a quiet time. */
  most: number;
  /** Regained every second, in the long run the most that are written. */
  perSecond: number;
}

/** What is left of an allowance, and as of when. */
export interface Left {
  amount: number;
  at: number;
}

/** What is left at `now`; a clock that went back regains nothing. */
export function leftAt({ most, perSecond }: Allowance, { amount, at }: Left, now: number): Left {
  const regained = (Math.max(0, now - at) / 1000) * perSecond;
  return { amount: Math.min(most, amount + regained), at: Math.max(at, now) };
}
