/** What is said of every refusal there is, and of everything that can be wrong with a field: a code without its text ends the build. */
import type { ProblemCode } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { catalogue } from '../text/catalogue.ts';
import type en from './texts/en.json';

/** The types hold the texts to the codes: one that is missing, or of a code that is none any more, does not compile. */
type RefusalText = `problem.${ProblemCode}` | `field.${FieldCode}`;
type Written = keyof typeof en;
const complete: [RefusalText, Written] extends [Written, RefusalText] ? true : never = true;
void complete;

export const refusalTexts = catalogue<Written>('refusals', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
