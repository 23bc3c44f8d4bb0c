/** What every field has: a label, a hint, and what is wrong with it. */
import type { ReactNode } from 'react';

export const INPUT =
  'block w-full min-h-11 rounded border border-edge bg-surface px-3 py-2 text-base text-ink placeholder:text-quiet aria-invalid:border-bad data-invalid:border-bad data-disabled:opacity-60';
export const LABEL = 'block text-sm font-semibold';
export const HINT = 'block text-sm text-quiet';
export const WRONG = 'block text-sm text-bad';

export interface FieldProps {
  label: string;
  /** What to write, said before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong, in the language of the page; `useFieldProblem` of the shell finds it in a refusal. */
  problem?: string | undefined;
  className?: string;
}
