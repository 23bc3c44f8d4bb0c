/** A refusal of the service in the words of the field. */

/** Which field a pointer into the command means, and in which entry of it, from 1. */
export function fieldOf(pointer: string): { field: FieldText; position: number | undefined } {
  const parts = pointer.split('/').filter((part) => part !== '' && part !== 'body');
  const index = parts.find((part) => /^\d+$/.test(part));
  const last = parts.findLast((part) => !/^\d+$/.test(part)) ?? '';
  return {
    field: FIELDS[last] ?? 'fieldName.entry',
    position: index === undefined ? undefined : Number(index) + 1,
  };
}

type FieldText =
  | 'fieldName.entry'
  | 'good'
  | 'damaged'
  | 'missing'
  | 'excess'
  | 'expected'
  | 'reason'
  | 'reasonText'
  | 'responsibility'
  | 'receiver'
  | 'deliverer'
  | 'place'
  | 'when'
  | 'noteText'
  | 'newEta'
  | 'quantity'
  | 'people'
  | 'photos'
  | 'cargo';

const FIELDS: Readonly<Record<string, FieldText>> = {
  good: 'good',
  damaged: 'damaged',
  missing: 'missing',
  excess: 'excess',
  against: 'expected',
  reason: 'reason',
  reasonText: 'reasonText',
  responsibility: 'responsibility',
  receiver: 'receiver',
  deliverer: 'deliverer',
  place: 'place',
  occurredAt: 'when',
  note: 'noteText',
  eta: 'newEta',
  quantity: 'quantity',
  people: 'people',
  attachments: 'photos',
  line: 'cargo',
  item: 'cargo',
  lines: 'cargo',
};

type CodeText =
  | 'refusal.rule'
  | 'refusal.unknown'
  | 'refusal.forbidden'
  | 'refusal.reused'
  | 'refusal.tooLarge'
  | 'refusal.malformed';

/** What a code of the service means for whoever wrote the entry. */
export function wordsOf(code: string): CodeText {
  switch (code) {
    case 'unknown_reference':
    case 'not_found':
      return 'refusal.unknown';
    case 'forbidden':
      return 'refusal.forbidden';
    case 'id_reused':
    case 'conflict':
      return 'refusal.reused';
    case 'too_large':
      return 'refusal.tooLarge';
    case 'malformed':
      return 'refusal.malformed';
    default:
      return 'refusal.rule';
  }
}

type FileText = 'fileRefusal.tooLarge' | 'fileRefusal.unreadable' | 'fileRefusal.other';

/** What a code of the service means for a photograph or signature. */
export function fileWordsOf(code: string): FileText {
  switch (code) {
    case 'too_large':
      return 'fileRefusal.tooLarge';
    case 'unsupported_media_type':
    case 'refused':
    case 'malformed':
      return 'fileRefusal.unreadable';
    default:
      return 'fileRefusal.other';
  }
}
