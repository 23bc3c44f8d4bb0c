/** An edit names only what was changed, so that it lies well on top of what somebody else changed meanwhile. */
import type { Pledge } from '../../../pledges/contract.ts';
import type { editPledge } from '../../../pledges/contract/changes.ts';
import type { InputOf } from '../../api/request.ts';
import { HEAD_FIELDS, type HeadField } from './version-changes.ts';

export type PledgeEdit = InputOf<typeof editPledge>['body'];

export type HeadValues = Pick<Pledge, HeadField>;
export interface LineValues {
  id: string;
  province: string | null;
  quantity: number | null;
  amount: number | null;
}
export interface EditValues extends HeadValues {
  /** Hashes. */
  attachments: string[];
  lines: LineValues[];
}

export const valuesOf = (pledge: Pledge): EditValues => ({
  ...(Object.fromEntries(HEAD_FIELDS.map((field) => [field, pledge[field]])) as unknown as HeadValues),
  attachments: pledge.attachments.map(({ hash }) => hash),
  lines: pledge.lines.map(({ id, province, quantity, amount }) => ({ id, province, quantity, amount })),
});

const LINE_FIELDS = ['province', 'quantity', 'amount'] as const;

/** What to send; undefined when nothing was changed. */
export function editFrom(before: EditValues, after: EditValues): PledgeEdit | undefined {
  const edit: Record<string, unknown> = {};
  for (const field of HEAD_FIELDS) if (after[field] !== before[field]) edit[field] = after[field];
  // A rate is of a day: the service wants both.
  if ('ratePerUsd' in edit) edit['rateDate'] = after.rateDate;
  if (after.attachments.join() !== before.attachments.join()) edit['attachments'] = after.attachments;
  const lines = after.lines.flatMap((line) => {
    const known = before.lines.find(({ id }) => id === line.id);
    const changed = LINE_FIELDS.filter((field) => known?.[field] !== line[field]);
    return changed.length === 0
      ? []
      : [{ id: line.id, ...Object.fromEntries(changed.map((field) => [field, line[field]])) }];
  });
  if (lines.length > 0) edit['lines'] = lines;
  return Object.keys(edit).length === 0 ? undefined : edit;
}

export interface Conflict {
  field: HeadField | 'lines' | 'attachments';
  before: unknown;
  theirs: unknown;
  mine: unknown;
}

/** What both changed, each to something else: only about that somebody has to decide. */
export function conflictsOf(before: EditValues, theirs: EditValues, mine: EditValues): Conflict[] {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  return ([...HEAD_FIELDS, 'lines', 'attachments'] as const)
    .filter(
      (field) =>
        differs(before[field], theirs[field]) &&
        differs(before[field], mine[field]) &&
        differs(theirs[field], mine[field]),
    )
    .map((field) => ({ field, before: before[field], theirs: theirs[field], mine: mine[field] }));
}
