/** Which of the things in the way change what arrives when. */
import type { Constraint } from '../queries.ts';

/** Advice is good to know and no more; what concerns districts alone leaves the way to their province as it is. */
export const movesCargo = ({
  effect,
  districts,
  isWithdrawn,
}: Pick<Constraint, 'effect' | 'districts' | 'isWithdrawn'>): boolean =>
  effect !== 'advice' && districts.length === 0 && !isWithdrawn;
