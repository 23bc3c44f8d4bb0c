import type { FieldError } from '../../platform/errors.ts';
import { fromMilli, toMilli } from '../../platform/quantity.ts';
import type { NewPledge } from '../contract.ts';
import type { PledgeEdit } from '../contract/changes.ts';
import type { TreeLine } from './line-tree.ts';

/** What an edit may change of a pledge, as it stands. Days `YYYY-MM-DD`; the rate as decimal text. */
export interface EditableHead {
  reference: string;
  recipient: string | null;
  flowType: NewPledge['flowType'];
  earmarking: number;
  firstReportedOn: string | null;
  expectedBy: string | null;
  expiresOn: string | null;
  plan: string | null;
  usageYear: number | null;
  ratePerUsd: string;
  rateDate: string;
  /** Hashes of files. */
  attachments: string[] | null;
}

/** What an edit never changes. */
export interface FixedHead {
  donor: string;
  contributionType: NewPledge['contributionType'];
  decidedOn: string;
  currency: string;
}

export interface EditableLine extends TreeLine {
  province: string | null;
}

/** A line the edit names: as it would stand, and whether it is there already. */
export interface EditedLine extends EditableLine {
  isNew: boolean;
  pointer: string;
}

/** The head as it would stand: what the edit does not name stays. */
export function editHead(head: EditableHead, edit: PledgeEdit): EditableHead {
  const { lines: _, ratePerUsd, ...fields } = edit;
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...head, ...named, ...(ratePerUsd === undefined ? {} : { ratePerUsd: String(ratePerUsd) }) };
}

/** The lines the edit names, as they would stand; a line that is not there yet gets an id from `newId` unless it has one. */
export function editLines(
  lines: readonly EditableLine[],
  edit: PledgeEdit,
  newId: () => string,
): EditedLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return (edit.lines ?? []).map((wanted, index) => {
    const known = wanted.id === undefined ? undefined : byId.get(wanted.id);
    const { quantity, amount } = wanted;
    return {
      id: wanted.id ?? newId(),
      isNew: known === undefined,
      pointer: `/lines/${index}`,
      parent: known?.parent ?? null,
      sector: wanted.sector ?? known?.sector ?? '',
      province: orStay(wanted.province, known?.province),
      item: orStay(wanted.item, known?.item),
      quantityMilli: orStay(
        typeof quantity === 'number' ? toMilli(quantity) : quantity,
        known?.quantityMilli,
      ),
      amountMinor: orStay(amount, known?.amountMinor),
    };
  });
}

/** What is wrong with an edit itself; what it leads to is checked as at creation. */
export function checkEdit(edit: PledgeEdit, lines: readonly EditedLine[]): FieldError[] {
  const errors: FieldError[] = lines
    .filter(({ isNew, sector }) => isNew && sector === '')
    .map(({ pointer }) => ({
      pointer: `${pointer}/sector`,
      code: 'required',
      detail: 'no line of this pledge has this id: a new line needs a sector',
    }));
  if (edit.ratePerUsd !== undefined && edit.rateDate === undefined) {
    errors.push({ pointer: '/rateDate', code: 'required', detail: 'say of which day the new rate is' });
  }
  return errors;
}

/** A line whose item an edit changes, and the item it has. */
interface ChangedItem {
  id: string;
  item: string;
  pointer: string;
}

/** The lines of goods that an edit makes lines of other goods. */
export function changedItems(lines: readonly EditableLine[], edited: readonly EditedLine[]): ChangedItem[] {
  const itemOf = new Map(lines.map(({ id, item }) => [id, item]));
  return edited.flatMap(({ id, isNew, item, pointer }) => {
    const before = itemOf.get(id) ?? null;
    return isNew || before === null || item === before ? [] : [{ id, item: before, pointer }];
  });
}

/** Goods on a waybill are counted in the unit of the line they fulfil: it cannot become another item under them. */
export function checkItems(changed: readonly ChangedItem[], carried: ReadonlySet<string>): FieldError[] {
  return changed
    .filter(({ id }) => carried.has(id))
    .map(({ id, item, pointer }) => ({
      pointer: `${pointer}/item`,
      code: 'has_cargo',
      detail: `line ${id} is on waybills as ${item}: pledge another item as a line of its own`,
    }));
}

/** A pledge as it would have been sent, with these lines alone: for the rules that hold at creation. */
export function asSent(
  head: EditableHead & FixedHead,
  lines: readonly (EditableLine & { isNew?: boolean })[],
): NewPledge {
  return {
    ...head,
    status: 'pledge',
    ratePerUsd: Number(head.ratePerUsd),
    lines: lines.map(({ id, sector, province, item, quantityMilli, amountMinor }) => ({
      ...{ id, province, item },
      sector: sector as NewPledge['lines'][number]['sector'],
      quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
      amount: amountMinor,
    })),
  };
}

function orStay<T>(wanted: T | null | undefined, known: T | null | undefined): T | null {
  return wanted === undefined ? (known ?? null) : wanted;
}
