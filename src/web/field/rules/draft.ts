/** A receipt while it is written: what was counted, then how the difference is explained. */
import type { HeldShipment } from '../store/database.ts';
import type { NewEventBody } from '../store/queue.ts';
import type { WaitingFile } from './queue.ts';
import {
  type CountedLine,
  type DifferenceKind,
  differencesOf,
  entriesOf,
  type Explanation,
  faultsOf,
  KINDS,
  toMilli,
  unexplained,
} from './receipt.ts';

export type Counting = 'units' | 'packs';

export interface DraftLine {
  /** Null: it was not on the waybill. */
  line: string | null;
  item: string;
  /** As it was typed, in units or packs; undefined: not counted yet. */
  good: number | undefined;
  damaged: number | undefined;
  counting: Counting;
  restFollows: boolean;
  explained: Record<DifferenceKind, Explanation[]>;
}

export type DraftStep = 'count' | 'explain' | 'sign';

export interface ReceiptDraft {
  /** Of the event that it becomes. */
  id: string;
  step: DraftStep;
  /** Whether the figures were unknown when the count was finished; null until then. */
  blind: boolean | null;
  lines: DraftLine[];
  photos: Pick<WaitingFile, 'hash' | 'name' | 'mediaType' | 'content'>[];
  signature: Pick<WaitingFile, 'hash' | 'name' | 'mediaType' | 'content'> | null;
  receiver: string;
  deliverer: string;
  place: string | null;
  note: string;
  occurredAt: string | undefined;
}

type Line = HeldShipment['lines'][number];

const uncounted = (line: string | null, item: string, counting: Counting): DraftLine => ({
  ...{ line, item, counting, good: undefined, damaged: undefined, restFollows: false },
  explained: { damaged: [], missing: [], excess: [] },
});

/** Bags are counted as bags. */
export const newDraft = (id: string, shipment: HeldShipment): ReceiptDraft => ({
  ...{ id, step: 'count', blind: null, photos: [], signature: null },
  lines: shipment.lines.flatMap(({ id: line, item, packFactor }) =>
    line === null ? [] : [uncounted(line, item, packFactor === null ? 'units' : 'packs')],
  ),
  ...{ receiver: '', deliverer: '', place: null, note: '', occurredAt: undefined },
});

export const unexpectedLine = (item: string): DraftLine => uncounted(null, item, 'units');

const factorOf = ({ counting }: DraftLine, known: Line | undefined): number =>
  counting === 'packs' ? (known?.packFactor ?? 1) : 1;

/** What was counted against what is expected, in thousandths of the unit. */
export function countedOf(draft: DraftLine, shipment: HeldShipment): CountedLine {
  const known = shipment.lines.find(({ id }) => id !== null && id === draft.line);
  const factor = factorOf(draft, known);
  return {
    ...{ line: draft.line, item: draft.item },
    good: toMilli((draft.good ?? 0) * factor),
    damaged: toMilli((draft.damaged ?? 0) * factor),
    packFactor: draft.counting === 'packs' ? toMilli(factor) : null,
    expected: draft.line === null ? 0 : expectedOf(known),
    ...{ restFollows: draft.restFollows, explained: draft.explained },
  };
}

/** What is outstanding; of a shipment of which nobody told that it left, what was planned. */
function expectedOf(line: Line | undefined): number {
  if (!line) return 0;
  return toMilli(line.dispatched > 0 ? line.outstanding : (line.quantity ?? 0));
}

/** Lines that were counted: what is left empty did not come with this lorry, and nothing is said of it. */
export const isCounted = ({ good, damaged }: DraftLine): boolean =>
  good !== undefined || damaged !== undefined;

export const countedLines = ({ lines }: ReceiptDraft): DraftLine[] => lines.filter(isCounted);

/** The draft with each difference explained as a whole, to begin with; explanations that still fit stay. */
export function withExplanations(draft: ReceiptDraft, shipment: HeldShipment): ReceiptDraft {
  return { ...draft, lines: draft.lines.map((line) => explainedAnew(line, shipment)) };
}

export function explainedAnew(line: DraftLine, shipment: HeldShipment): DraftLine {
  const differences = differencesOf(countedOf(line, shipment));
  const explained = { ...line.explained };
  for (const kind of KINDS) {
    const [first, ...more] = explained[kind];
    if (differences[kind] === 0) explained[kind] = [];
    else if (!first) explained[kind] = [unexplained(differences[kind])];
    // One explanation is of all of it, however much that is by now.
    else if (more.length === 0) explained[kind] = [{ ...first, quantity: differences[kind] }];
  }
  return { ...line, explained };
}

export const draftFaults = (draft: ReceiptDraft, shipment: HeldShipment) =>
  countedLines(draft).flatMap((line) =>
    faultsOf(countedOf(line, shipment)).map((fault) => ({ line, ...fault })),
  );

export const MOST_PHOTOS = 10;

/** With one more photograph, named by its place. The same one again, and more than may be sent, change nothing. */
export function withPhoto(
  { photos }: ReceiptDraft,
  photo: Omit<ReceiptDraft['photos'][number], 'name'>,
  waybill: string,
): Pick<ReceiptDraft, 'photos'> {
  const isKnown = photos.some(({ hash }) => hash === photo.hash);
  if (isKnown || photos.length >= MOST_PHOTOS) return { photos };
  return { photos: [...photos, { ...photo, name: `${waybill}-${photos.length + 1}.jpg` }] };
}

export const filesOf = ({ photos, signature }: ReceiptDraft) =>
  signature === null ? photos : [...photos, signature];

/** The event of a complete draft. */
export function receiptOf(draft: ReceiptDraft, shipment: HeldShipment, now: string): NewEventBody {
  const persons = {
    ...(draft.receiver.trim() === '' ? {} : { receiver: draft.receiver.trim() }),
    ...(draft.deliverer.trim() === '' ? {} : { deliverer: draft.deliverer.trim() }),
  };
  const files = filesOf(draft).map(({ hash }) => hash);
  return {
    ...{ id: draft.id, type: 'received' as const, occurredAt: draft.occurredAt ?? now },
    blind: draft.blind === true,
    lines: countedLines(draft).flatMap((line) =>
      entriesOf(countedOf(line, shipment)).map((entry) => ({ ...entry, ...persons })),
    ),
    ...(draft.place === null ? {} : { place: draft.place }),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(files.length === 0 ? {} : { attachments: files }),
  };
}
