import { type Suspicion, suspicionsIn } from '../personal-data.ts';
import { bodyPointer } from './field-errors.ts';

/** A text of a body that looks as if it held personal data. */
export interface PersonalDataWarning {
  pointer: string;
  code: Suspicion;
}

export const WARNING_HEADER = 'personal-data-warning';
/** The fields in which people write freely; a test of the document holds that there is no other. */
export const FREE_TEXTS: ReadonlySet<string> = new Set([
  'note',
  'text',
  'reason',
  'reasonText',
  'source',
  'comment',
  'description',
  'message',
]);
/** Telling the first of them is enough, and a header has its length. */
const MOST_TOLD = 20;

/** What in a validated body looks like personal data, by the fields in which people write freely. */
export function personalDataIn(body: unknown): PersonalDataWarning[] {
  const found: PersonalDataWarning[] = [];
  const visit = (value: object, path: readonly string[]): void => {
    if (found.length >= MOST_TOLD) return;
    for (const [name, held] of Object.entries(value)) {
      if (typeof held === 'object' && held !== null) visit(held, [...path, name]);
      else if (typeof held === 'string' && FREE_TEXTS.has(name)) {
        const pointer = bodyPointer([...path, name]);
        found.push(...suspicionsIn(held).map((code) => ({ pointer, code })));
      }
    }
  };
  if (typeof body === 'object' && body !== null) visit(body, []);
  return found.slice(0, MOST_TOLD);
}

/** `/note phone_number, /lines/0/reasonText email_address` */
export function warningHeader(warnings: readonly PersonalDataWarning[]): Record<string, string> {
  if (warnings.length === 0) return {};
  const told = warnings.map(({ pointer, code }) => `${encodeURI(pointer)} ${code}`);
  return { [WARNING_HEADER]: told.join(', ') };
}
