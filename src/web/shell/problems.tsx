/** What went wrong, in the language of whoever reads it: the title is the service's own, which it has in all three. */
import { NotReached, Problem, fieldProblem } from '../api/problem.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { shellTexts } from './texts.ts';

export interface ToldProblem {
  title: string;
  /** What to do about it, or what exactly is wrong. */
  detail: string | undefined;
  traceId: string | undefined;
}

/** Says an error of a query or an act. */
export function useProblem(): (error: unknown) => ToldProblem {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  return (error) => {
    if (error instanceof NotReached)
      return { title: t('notReached'), detail: t('notReachedAdvice'), traceId: undefined };
    if (!(error instanceof Problem))
      return { title: t('ownFault'), detail: t('ownFaultAdvice'), traceId: undefined };
    const { title, detail, code, traceId, retryAfter } = error.problem;
    const seconds = typeof retryAfter === 'number' ? formatNumber(retryAfter, language) : undefined;
    const known = code === 'rate_limited' && seconds !== undefined ? t('tryAgainIn', { seconds }) : undefined;
    // Details are in English: elsewhere the fields say what is wrong, in words of the pages.
    return { title, detail: known ?? (language === 'en' ? detail : undefined), traceId };
  };
}

/** What is wrong with one field, by its pointer in the contract (`/lines/0/quantity`), for `problem` of a field. */
export function useFieldProblem(error: unknown): (pointer: string) => string | undefined {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  return (pointer) => {
    const found = fieldProblem(error, pointer);
    if (!found) return undefined;
    const known = FIELD_CODES[found.code];
    if (language === 'en') return found.detail;
    return t(known ?? 'field.invalid');
  };
}

type FieldText = 'field.required' | 'field.tooShort' | 'field.tooLong' | 'field.unknown' | 'field.invalid';
const FIELD_CODES: Readonly<Record<string, FieldText>> = {
  required: 'field.required',
  invalid_type: 'field.required',
  too_small: 'field.tooShort',
  too_big: 'field.tooLong',
  unknown_reference: 'field.unknown',
};

/** A refusal above the form or list that it is about; heard at once. */
export function ProblemNote({ error }: { error: unknown }) {
  const told = useProblem()(error);
  if (error === null || error === undefined) return null;
  return (
    <div role="alert" className="flex flex-col gap-1 rounded border border-bad bg-surface p-4 text-sm">
      <p className="font-semibold text-bad">{told.title}</p>
      {told.detail !== undefined && <p>{told.detail}</p>}
      {told.traceId !== undefined && <p className="code-text text-xs text-quiet">{told.traceId}</p>}
    </div>
  );
}
