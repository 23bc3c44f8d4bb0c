import type { FieldError } from '../../platform/errors.ts';
import { fromMilli } from '../../platform/quantity.ts';

const UNALLOCATED = 'unallocated';

/** A pledge line among the others of its pledge. Quantities in thousandths of the item's unit, money in minor units. */
export interface TreeLine {
  id: string;
  /** The line it was allocated from. */
  parent: string | null;
  sector: string;
  item: string | null;
  quantityMilli: number | null;
  amountMinor: number | null;
}

/** A line as it would stand, and where the caller's input says so; null for one that stays as it is. */
export interface ProposedLine extends TreeLine {
  pointer: string | null;
}

/** What a line promises by itself: without what was allocated to its children. */
export interface OwnPart {
  quantityMilli: number | null;
  amountMinor: number | null;
}

/** What each line promises by itself, by id: these parts add up to the lines that have no parent. */
export function ownParts(lines: readonly TreeLine[]): Map<string, OwnPart> {
  const childrenOf = Map.groupBy(lines, ({ parent }) => parent);
  return new Map(
    lines.map((line) => {
      const children = childrenOf.get(line.id) ?? [];
      const left = (whole: number | null, of: (child: TreeLine) => number | null) =>
        whole === null ? null : children.reduce((rest, child) => rest - (of(child) ?? 0), whole);
      return [
        line.id,
        {
          quantityMilli: left(line.quantityMilli, (child) => child.quantityMilli),
          amountMinor: left(line.amountMinor, (child) => child.amountMinor),
        },
      ];
    }),
  );
}

/**
 * What is wrong between lines and the lines allocated from them: children have the item of their parent, its sector unless that
 * is unallocated, and together never more than it has. What the caller did not touch is not blamed on him.
 */
export function checkTree(lines: readonly ProposedLine[]): FieldError[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const families = Map.groupBy(lines, ({ parent }) => parent);
  return [...families].flatMap(([id, children]) => {
    const parent = id === null ? undefined : byId.get(id);
    if (!parent) return [];
    return [
      ...children.flatMap((child) => checkKind(parent, child)),
      ...checkSum(parent, children, 'quantity', ({ quantityMilli }) => quantityMilli),
      ...checkSum(parent, children, 'amount', ({ amountMinor }) => amountMinor),
    ];
  });
}

function checkKind(parent: ProposedLine, child: ProposedLine): FieldError[] {
  const pointer = child.pointer ?? parent.pointer;
  if (pointer === null) return [];
  const errors: FieldError[] = [];
  if (child.item !== parent.item) {
    const detail = `line ${parent.id} is ${parent.item ?? 'money'}, and so is what is allocated from it`;
    errors.push({ pointer: `${pointer}/item`, code: 'other_item', detail });
  }
  if (parent.sector !== UNALLOCATED && child.sector !== parent.sector) {
    const detail = `line ${parent.id} is for ${parent.sector}, and so is what is allocated from it`;
    errors.push({ pointer: `${pointer}/sector`, code: 'other_sector', detail });
  }
  return errors;
}

/** Blames the first touched child with which the sum goes over; without one, the parent that was made smaller. */
function checkSum(
  parent: ProposedLine,
  children: readonly ProposedLine[],
  field: 'quantity' | 'amount',
  valueOf: (line: ProposedLine) => number | null,
): FieldError[] {
  const most = valueOf(parent) ?? 0;
  const untouched = children.filter(({ pointer }) => pointer === null);
  const touched = children.filter(({ pointer }) => pointer !== null);
  let sum = untouched.reduce((total, child) => total + (valueOf(child) ?? 0), 0);
  const show = (value: number) => (field === 'quantity' ? fromMilli(value) : value);
  if (sum > most && parent.pointer !== null) {
    const detail = `${show(sum)} of line ${parent.id} is allocated already`;
    return [{ pointer: `${parent.pointer}/${field}`, code: 'below_children', detail }];
  }
  for (const child of touched) {
    const left = most - sum;
    sum += valueOf(child) ?? 0;
    if (sum <= most || (valueOf(child) ?? 0) === 0) continue;
    const detail =
      valueOf(parent) === null
        ? `line ${parent.id} has no ${field}`
        : `line ${parent.id} has ${show(most)}, of which ${show(Math.max(0, left))} is left to allocate`;
    return [{ pointer: `${child.pointer}/${field}`, code: 'exceeds_parent', detail }];
  }
  return [];
}
