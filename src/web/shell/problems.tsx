/** What went wrong, in the language of whoever reads it: the title is the service's own, which it has in all three. */
import { NotReached, Problem, fieldProblem, type FieldProblem } from '../api/problem.ts';
import { refusalTexts } from '../refusals/texts.ts';
import type en from '../refusals/texts/en.json';
import { type Texts, useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { shellTexts } from './texts.ts';

export interface ToldProblem {
  title: string;
  /** What to do about it, or what exactly is wrong. */
  detail: string | undefined;
  traceId: string | undefined;
}

type RefusalTexts = Texts<keyof typeof en>;

/** The texts of refusals, fetched when there is one to tell; nothing until they are there. */
function useRefusals(): () => RefusalTexts | undefined {
  const t = useTexts(refusalTexts);
  return () => {
    if (refusalTexts.isLoaded()) return t;
    // Without a network the title alone has to do.
    refusalTexts.load().catch(() => undefined);
    return undefined;
  };
}

/** Says an error of a query or an act. */
export function useProblem(): (error: unknown) => ToldProblem {
  const t = useTexts(shellTexts);
  const refusals = useRefusals();
  const language = useLanguage();
  return (error) => {
    if (error instanceof NotReached)
      return { title: t('notReached'), detail: t('notReachedAdvice'), traceId: undefined };
    if (!(error instanceof Problem))
      return { title: t('ownFault'), detail: t('ownFaultAdvice'), traceId: undefined };
    const { title, detail, code, errors, traceId, retryAfter } = error.problem;
    if (code === 'rate_limited' && typeof retryAfter === 'number')
      return { title, detail: t('tryAgainIn', { seconds: formatNumber(retryAfter, language) }), traceId };
    // The service's details are in English.
    if (language === 'en') return { title, detail, traceId };
    const say = refusals();
    const wrong = new Set(errors.map((one) => say && sayField(one, say)));
    const advice = wrong.size > 0 ? [...wrong].join(' · ') : say?.(`problem.${code}`);
    return { title, detail: advice, traceId };
  };
}

/** What is wrong with one field, by its pointer in the contract (`/lines/0/quantity`), for `problem` of a field. */
export function useFieldProblem(error: unknown): (pointer: string) => string | undefined {
  const refusals = useRefusals();
  const language = useLanguage();
  return (pointer) => {
    const found = fieldProblem(error, pointer);
    if (!found) return undefined;
    const say = refusals();
    // What the shape of a contract asks for is told in its own terms, which are nobody's words.
    const isShape = SHAPES.has(found.code);
    return say && (language !== 'en' || isShape) ? sayField(found, say) : found.detail;
  };
}

const SHAPES: ReadonlySet<string> = new Set(['required', 'invalid_type', 'invalid_format', 'invalid_value']);

/** A newer service may know codes that these pages do not. */
function sayField({ code }: FieldProblem, say: RefusalTexts): string {
  const text = say(`field.${code}`);
  return text === `refusals.field.${code}` ? say('field.invalid') : text;
}

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
