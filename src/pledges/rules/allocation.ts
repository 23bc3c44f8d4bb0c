import type { FieldError } from '../../platform/errors.ts';
import { fromMilli, mulDivHalfEven } from '../../platform/quantity.ts';
import type { OwnPart, TreeLine } from './line-tree.ts';

const TIGHTLY_EARMARKED = 4;

/** A part as it would become a line. */
export interface Part extends TreeLine {
  province: string | null;
  pointer: string;
}

/** The line that parts are allocated from. */
export interface AllocatedLine extends TreeLine {
  province: string | null;
}

/**
 * What is wrong with parts besides what is wrong with any line or with any child: they take what is on waybills already, or
 * move what the donor has tightly earmarked.
 *
 * @param room what of the line's own part is on no waybill
 */
export function checkParts(
  line: AllocatedLine,
  earmarking: number,
  parts: readonly Part[],
  room: OwnPart,
): FieldError[] {
  const isGoods = line.item !== null;
  const free = (isGoods ? room.quantityMilli : room.amountMinor) ?? 0;
  let taken = 0;
  return parts.flatMap((part): FieldError[] => {
    const errors: FieldError[] = [];
    if (earmarking === TIGHTLY_EARMARKED && line.province !== null && part.province !== line.province) {
      const detail = `the pledge is tightly earmarked, and line ${line.id} is for ${line.province}`;
      errors.push({ pointer: `${part.pointer}/province`, code: 'earmarked', detail });
    }
    const before = taken;
    taken += (isGoods ? part.quantityMilli : part.amountMinor) ?? 0;
    if (taken > free && before <= free) {
      const field = isGoods ? 'quantity' : 'amount';
      const left = isGoods ? fromMilli(free - before) : free - before;
      const detail = `only ${left} of line ${line.id} is neither allocated nor on waybills`;
      errors.push({ pointer: `${part.pointer}/${field}`, code: 'exceeds_parent', detail });
    }
    return errors;
  });
}

/**
 * The value of parts of goods that were given none: in proportion to their quantity, out of what the line still has. When the
 * quantity is used up, so is the value, to the last minor unit.
 */
export function withValues(parts: readonly Part[], own: OwnPart): Part[] {
  let { quantityMilli, amountMinor } = own;
  return parts.map((part) => {
    if (amountMinor === null || quantityMilli === null || part.quantityMilli === null) return part;
    const given = part.amountMinor;
    const isWithin = part.quantityMilli <= quantityMilli && quantityMilli > 0;
    const value =
      given ?? (isWithin ? mulDivHalfEven(Math.max(0, amountMinor), part.quantityMilli, quantityMilli) : 0);
    quantityMilli -= part.quantityMilli;
    amountMinor -= value;
    return { ...part, amountMinor: value };
  });
}
