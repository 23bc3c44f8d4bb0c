/** What becomes of an organisation that somebody proposed: a manager confirms it, or says which other one it is. */
import type { FieldCode } from '../../platform/field-codes.ts';
import type { Organisation } from '../contract.ts';

/** As far as the rules look at it. */
export interface Standing {
  id: string;
  name: string;
  proposedAt: number | null;
  mergedInto: string | null;
}

export function stateOf({ proposedAt, mergedInto }: Omit<Standing, 'id' | 'name'>): Organisation['state'] {
  if (mergedInto !== null) return 'merged';
  return proposedAt === null ? 'confirmed' : 'proposed';
}

/** Why an organisation cannot be confirmed; null when it can, or is already. */
export function againstConfirming(organisation: Standing): string | null {
  const { name, mergedInto } = organisation;
  if (mergedInto === null) return null;
  return `"${name}" was merged into organisation ${mergedInto}: that one stands for it`;
}

/** What is wrong with saying that one organisation is another, by a code; null when nothing is. Saying it again changes nothing. */
export function againstMerging(one: Standing, into: Standing): { code: FieldCode; detail: string } | null {
  if (one.id === into.id)
    return {
      code: 'itself',
      detail: `"${one.name}" cannot be merged into itself: name the one it stands for`,
    };
  if (one.mergedInto === into.id) return null;
  if (one.mergedInto !== null) {
    const detail = `"${one.name}" was merged into organisation ${one.mergedInto} before, and is no other one`;
    return { code: 'merged_elsewhere', detail };
  }
  if (into.mergedInto !== null) {
    const detail = `"${into.name}" was itself merged into organisation ${into.mergedInto}: merge into that one`;
    return { code: 'into_merged', detail };
  }
  return null;
}
