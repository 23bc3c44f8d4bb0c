/**
 * What an amount used over `monthsOfUse` months gives to the i-th of them (from 0): `⌊amount / n⌋`, and the
 * remainder to the first months, one each (`domain.md` §8, stock rule). All shares together are the amount exactly.
 */
export function monthlyShare(amountMilli: number, monthsOfUse: number, i: number): number {
  const remainder = amountMilli % monthsOfUse;
  const share = (amountMilli - remainder) / monthsOfUse;
  return i < remainder ? share + 1 : share;
}
