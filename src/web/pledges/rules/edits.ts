/** An edit names only what was changed, so that it lies well on top of what somebody else changed meanwhile. */
import type { Pledge } from '../../../pledges/contract.ts';
import type { editPledge } from '../../../pledges/contract/changes.ts';
import type { InputOf } from '../../api/request.ts';
import type { PledgeSector } from './draft.ts';
import { HEAD_FIELDS, type HeadField } from './version-changes.ts';

export type PledgeEdit = InputOf<typeof editPledge>['body'];

export type HeadValues = Pick<Pledge, HeadField>;
export interface LineValues {
  /** Of a line that is not recorded yet: of this page alone. */
  id: string;
  isNew?: true;
  /** None only in a new line that is not filled in yet. */
  sector: PledgeSector | null;
  province: string | null;
  item: string | null;
  /** In the unit of the item. */
  quantity: number | null;
  /** In minor units of the pledge's currency. */
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
  lines: pledge.lines.map(({ id, sector, province, item, quantity, amount }) => ({
    ...{ id, sector, province, item, quantity, amount },
  })),
});

export const addedLine = (): LineValues => ({
  ...{ id: crypto.randomUUID(), isNew: true },
  ...{ sector: null, province: null, item: null, quantity: null, amount: null },
});

const LINE_FIELDS = ['sector', 'province', 'item', 'quantity', 'amount'] as const;

const changedIn = (before: LineValues | undefined, line: LineValues) =>
  LINE_FIELDS.filter((field) => before?.[field] !== line[field]);
const lineIn = ({ lines }: EditValues, id: string) => lines.find((line) => line.id === id);

/** The lines that an edit names, in its order: what is refused of one of them is pointed to by its place here. */
export const linesToSend = (before: EditValues, after: EditValues): LineValues[] =>
  after.lines.filter((line) => line.isNew || changedIn(lineIn(before, line.id), line).length > 0);

/** What to send; undefined when nothing was changed. */
export function editFrom(before: EditValues, after: EditValues): PledgeEdit | undefined {
  const edit: Record<string, unknown> = {};
  for (const field of HEAD_FIELDS) if (after[field] !== before[field]) edit[field] = after[field];
  // A rate is of a day: the service wants both.
  if ('ratePerUsd' in edit) edit['rateDate'] = after.rateDate;
  if (after.attachments.join() !== before.attachments.join()) edit['attachments'] = after.attachments;
  const lines = linesToSend(before, after).map((line) => {
    const fields = line.isNew ? LINE_FIELDS : changedIn(lineIn(before, line.id), line);
    const said = fields.map((field) => [field, line[field]]);
    // The ledger names a new line itself.
    return Object.fromEntries(line.isNew ? said : [['id', line.id], ...said]) as object;
  });
  if (lines.length > 0) edit['lines'] = lines;
  return Object.keys(edit).length === 0 ? undefined : edit;
}

/** What is written here on top of what somebody else made of it meanwhile: theirs stands wherever nothing was written here. */
export function onTopOf(theirs: EditValues, before: EditValues, mine: EditValues): EditValues {
  const head = HEAD_FIELDS.map((field) => [field, (mine[field] === before[field] ? theirs : mine)[field]]);
  const known = theirs.lines.map((line) => {
    const [was, is] = [lineIn(before, line.id), lineIn(mine, line.id)];
    const written = is ? changedIn(was, is).map((field) => [field, is[field]]) : [];
    return { ...line, ...(Object.fromEntries(written) as Partial<LineValues>) };
  });
  const { attachments } = mine;
  return {
    ...(Object.fromEntries(head) as unknown as HeadValues),
    attachments: [
      // A file that either took away is away; what either added is there.
      ...theirs.attachments.filter(
        (hash) => attachments.includes(hash) || !before.attachments.includes(hash),
      ),
      ...attachments.filter(
        (hash) => !before.attachments.includes(hash) && !theirs.attachments.includes(hash),
      ),
    ],
    lines: [...known, ...mine.lines.filter(({ isNew }) => isNew)],
  };
}

/** Something that two who edited at once do not both leave as it was. */
export interface Difference {
  of: HeadField | 'attachments' | { line: string };
  /** Both changed it, each to something else: only about that somebody has to decide. */
  isContested: boolean;
}

export function differencesOf(before: EditValues, theirs: EditValues, mine: EditValues): Difference[] {
  const isContested = (was: unknown, is: unknown, here: unknown) => is !== was && here !== was && is !== here;
  const head = HEAD_FIELDS.filter(
    (field) => theirs[field] !== before[field] || mine[field] !== before[field],
  ).map((field) => ({ of: field, isContested: isContested(before[field], theirs[field], mine[field]) }));
  const ids = new Set([...theirs.lines, ...mine.lines].map(({ id }) => id));
  const lines = [...ids].flatMap((line): Difference[] => {
    const [was, is, here] = [lineIn(before, line), lineIn(theirs, line), lineIn(mine, line)];
    // A line that only one of them knows was added by that one.
    if (!is || !here) return [{ of: { line }, isContested: false }];
    if (changedIn(was, is).length === 0 && changedIn(was, here).length === 0) return [];
    const contested = LINE_FIELDS.some((field) => isContested(was?.[field], is[field], here[field]));
    return [{ of: { line }, isContested: contested }];
  });
  const said = [before, theirs, mine].map(({ attachments }) => attachments.join());
  const files = new Set(said).size > 1 ? [{ of: 'attachments' as const, isContested: false }] : [];
  return [...head, ...lines, ...files];
}
