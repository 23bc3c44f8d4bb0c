import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { useWho } from '../who/use-who.ts';
import { type Reason, REASONS } from './rules/acts.ts';
import { casesTexts } from './texts.ts';

const WHATS = [
  ...[
    'opened',
    'changed',
    'closed',
    'reopened',
    'acknowledged',
    'assigned',
    'commented',
    'acted',
    'resolved',
  ],
  ...['netted', 'unnetted'],
] as const;
/** Who acts when no person does. */
const ENGINES: readonly string[] = ['gaps', 'reconciliation'];

export interface Happened {
  at: string;
  what: string;
  by: string;
  text: string | null;
  owner: { before: string | null; after: string | null } | null;
  reason?: string | null;
}

/** What became of a case, the latest first: who did it, when, and in their words. */
export function History({ entries }: { entries: readonly Happened[] }) {
  const t = useTexts(casesTexts);
  const language = useLanguage();
  const who = useWho(entries.map(({ by }) => by));
  const nameOf = (what: string) => {
    const known = WHATS.find((one) => one === what);
    return known === undefined ? what : t(`what.${known}` as 'what.opened');
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('history')}</h3>
      <ol className="flex flex-col text-sm">
        {entries.toReversed().map(({ at, what, by, text, owner, reason }, index) => (
          <li
            key={`${at} ${what} ${entries.length - index}`}
            className="flex flex-col border-b border-line py-2"
          >
            <span className="flex flex-wrap justify-between gap-x-4">
              <span>
                <span className="font-semibold">{nameOf(what)}</span>
                {owner && <> · {owner.after ?? t('nobody')}</>}
                {typeof reason === 'string' && <> · {reasonName(reason)}</>}
              </span>
              <time dateTime={at} className="text-xs text-quiet">
                {formatMoment(at, language)}
              </time>
            </span>
            {text !== null && (
              <span dir="auto" className="whitespace-pre-line">
                {text}
              </span>
            )}
            <span className="text-xs text-quiet">{ENGINES.includes(by) ? t('byItself') : who(by)}</span>
          </li>
        ))}
      </ol>
    </section>
  );

  function reasonName(reason: string): string {
    const known = [...REASONS, 'netted' as const, ...FACTS].find((one) => one === reason);
    return known === undefined ? reason : t(`reason.${known}` as `reason.${Reason}`);
  }
}

/** Why facts reopen a case. */
const FACTS = ['cause_returned', 'facts_changed', 'netting_withdrawn'] as const;
