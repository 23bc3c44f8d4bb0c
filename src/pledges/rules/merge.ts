import { fromMilli } from '../../platform/quantity.ts';
import type { PledgeEdit } from '../contract/changes.ts';
import type { EditableHead, EditableLine } from './edit.ts';

/** What a pledge said in one of its versions. */
export interface PledgeSaid {
  head: EditableHead;
  lines: readonly EditableLine[];
}

/** A field of which two people say different things: what it was when both read it, what is recorded, and what was sent. */
export interface FieldConflict {
  /** Into the edit as it was sent. */
  pointer: string;
  base: unknown;
  recorded: unknown;
  sent: unknown;
}

/** What is left to be done of an edit, and where it meets another. */
export interface Merge {
  /** Nothing: all of it is recorded already, or was never changed by whoever sent it. */
  edit: PledgeEdit | undefined;
  conflicts: FieldConflict[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields that mean nothing without each other are one: a rate and its day; goods and how much of them. */
const HEAD_FIELDS = [
  ['reference'],
  ['recipient'],
  ['earmarking'],
  ['flowType'],
  ['firstReportedOn'],
  ['expectedBy'],
  ['expiresOn'],
  ['plan'],
  ['usageYear'],
  ['ratePerUsd', 'rateDate'],
  ['attachments'],
] as const;
const LINE_FIELDS = [['sector'], ['province'], ['item', 'quantity'], ['amount']] as const;

/**
 * Merges an edit that was made on top of `base` into what is recorded now, field by field: what only one of both changed is taken, what
 * both changed to the same stays, what they changed to different things is a conflict. A field sent as it was read was not changed.
 */
export function mergeEdit(base: PledgeSaid, recorded: PledgeSaid, edit: PledgeEdit): Merge {
  const conflicts: FieldConflict[] = [];
  const { lines: sentLines = [], ...sentHead } = edit;
  const head = mergeFields(HEAD_FIELDS, '', {
    base: headFields(base.head),
    recorded: headFields(recorded.head),
    sent: sentHead,
  });
  conflicts.push(...head.conflicts);
  const linesOf = (said: PledgeSaid) => new Map(said.lines.map((line) => [line.id, lineFields(line)]));
  const before = linesOf(base);
  const now = linesOf(recorded);
  const lines = sentLines.flatMap(({ id, ...sent }, index) => {
    const known = id === undefined ? undefined : now.get(id);
    // Nobody else can have changed what is not there yet.
    if (id === undefined || known === undefined) return [{ ...(id !== undefined && { id }), ...sent }];
    const line = mergeFields(LINE_FIELDS, `/lines/${index}`, { base: before.get(id), recorded: known, sent });
    conflicts.push(...line.conflicts);
    return Object.keys(line.taken).length === 0 ? [] : [{ id, ...line.taken }];
  });
  const merged = { ...head.taken, ...(lines.length > 0 && { lines }) } as PledgeEdit;
  return { edit: Object.keys(merged).length === 0 ? undefined : merged, conflicts };
}

function mergeFields(
  groups: readonly (readonly string[])[],
  at: string,
  { base, recorded, sent }: { base: Fields | undefined; recorded: Fields; sent: Fields },
): { taken: Fields; conflicts: FieldConflict[] } {
  const taken: Record<string, unknown> = {};
  const conflicts: FieldConflict[] = [];
  for (const group of groups) {
    const named = group.filter((field) => sent[field] !== undefined);
    const isSame = (a: Fields | undefined, b: Fields | undefined, fields: readonly string[]) =>
      fields.every((field) => same(a?.[field], b?.[field]));
    // Whoever sent it left it as it was, or says what is recorded.
    if (isSame(sent, base, named) || isSame(sent, recorded, named)) continue;
    if (isSame(recorded, base, group)) {
      for (const field of named) taken[field] = sent[field];
      continue;
    }
    for (const field of named) {
      const of = (fields: Fields | undefined) => fields?.[field] ?? null;
      conflicts.push({
        ...{ pointer: `${at}/${field}`, base: of(base), recorded: of(recorded), sent: of(sent) },
      });
    }
  }
  return { taken, conflicts };
}

/** No value and an empty list say the same: nothing. */
function same(a: unknown, b: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null));
  return text(a) === text(b);
}

/** A head in the words in which it is sent. */
function headFields({ ratePerUsd, ...head }: EditableHead): Fields {
  return { ...head, ratePerUsd: Number(ratePerUsd) };
}

/** A line in the words in which it is sent. */
function lineFields({ sector, province, item, quantityMilli, amountMinor }: EditableLine): Fields {
  return {
    ...{ sector, province, item },
    quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
    amount: amountMinor,
  };
}
