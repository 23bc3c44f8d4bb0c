import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment, formatMonth, kabulDay } from '../../text/dates.ts';
import { formatPm } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Empty, Section, Skeleton } from '../../ui/plain.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import { explainQuery, type Explanation, type LaneOf } from '../queries.ts';
import { movesOf, type Part, remainderOf, toldOf } from '../rules/explanation.ts';
import type { LaneSearch } from '../rules/lane-search.ts';
import { gapsTexts } from '../texts.ts';
import { useFactName } from './fact-name.ts';

/** Why the lane is another than it was: each fact with what it moved, adding up to the whole. */
export function Changes({
  lane,
  search: { since, until },
  onChange,
}: {
  lane: LaneOf;
  search: LaneSearch;
  onChange: (to: LaneSearch) => void;
}) {
  const t = useTexts(gapsTexts);
  return (
    <div id="changes" tabIndex={-1} className="scroll-mt-4">
      <Section title={t('changes')} aside={<span className="text-sm text-quiet">{t('changesHint')}</span>}>
        <Moments key={`${since} ${until}`} since={since} until={until} onChange={onChange} />
        {since !== undefined && (
          <Explained query={{ ...lane, from: since, ...(until !== undefined && { to: until }) }} />
        )}
      </Section>
    </div>
  );
}

function Moments({
  since,
  until,
  onChange,
}: {
  since: string | undefined;
  until: string | undefined;
  onChange: (to: LaneSearch) => void;
}) {
  const t = useTexts(gapsTexts);
  const today = kabulDay(new Date());
  const [from, setFrom] = useState(since);
  const [to, setTo] = useState(until);
  return (
    <form
      className="flex flex-wrap items-start gap-x-8 gap-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (from === undefined) return;
        onChange({ since: from, until: to });
      }}
    >
      <DateField label={t('since')} hint={t('sinceHint')} value={from} onChange={setFrom} max={to ?? today} />
      <DateField label={t('until')} hint={t('untilHint')} value={to} onChange={setTo} max={today} />
      <Button type="submit" weight="main" className="self-end" isDisabled={from === undefined}>
        {t('explain')}
      </Button>
    </form>
  );
}

function Explained({ query }: { query: LaneOf & { from: string; to?: string } }) {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const found = useQuery(explainQuery(query));
  const factName = useFactName();
  if (found.isError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton className="h-40" label={t('loading')} />;
  const { total, time, steps, from, to } = found.data;
  const between = t('between', { from: formatMoment(from, language), to: formatMoment(to, language) });
  if (total.length === 0 && steps.length === 0 && time.length === 0)
    return <Empty title={t('nothingMoved')}>{between}</Empty>;
  const facts = steps.reduce((sum, step) => sum + step.facts.length, 0);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-quiet">{between}</p>
      <ol className="flex flex-col">
        {time.length > 0 && <Step title={t('timeAlone')} moved={time} />}
        {steps.map((step, index) => (
          <Step key={`${step.at} ${index}`} at={step.at} moved={step.moved}>
            {needsOf(step.facts).length > 1 && (
              <span className="font-semibold">{t('fact.needs', { count: needsOf(step.facts).length })}</span>
            )}
            {withoutNeeds(step.facts).map((fact) => (
              <span
                key={`${fact.kind} ${fact.event ?? fact.shipment?.id ?? fact.pledge?.id ?? fact.crossing ?? ''} ${fact.what}`}
                className="flex flex-wrap gap-x-2"
              >
                <span className="font-semibold">{factName(fact)}</span>
                {fact.shipment && (
                  <RecordLink kind="shipment" id={fact.shipment.id} name={fact.shipment.waybill} />
                )}
                {fact.pledge && <RecordLink kind="pledge" id={fact.pledge.id} name={fact.pledge.reference} />}
              </span>
            ))}
          </Step>
        ))}
        <Step title={t('total', { count: facts })} moved={total} isTotal />
      </ol>
      {remainderOf(found.data) === 0 && <p className="text-sm text-good">{t('addsUp')}</p>}
    </div>
  );
}

type Fact = Explanation['steps'][number]['facts'][number];

const needsOf = (facts: readonly Fact[]) => facts.filter(({ kind }) => kind === 'need');

/** Needs of many months are said in one line: the months they moved are named beside it. */
const withoutNeeds = (facts: readonly Fact[]) =>
  needsOf(facts).length > 1 ? facts.filter(({ kind }) => kind !== 'need') : facts;

function Step({
  title,
  at,
  moved,
  isTotal = false,
  children,
}: {
  title?: string;
  at?: string;
  moved: Explanation['total'];
  isTotal?: boolean;
  children?: React.ReactNode;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = (part: Part) =>
    part === 'need' ? w('need') : part === 'excess' ? t('excess') : w(`class.${part}`);
  return (
    <li
      className={`numbers grid gap-x-8 gap-y-1 border-b border-line py-3 text-sm sm:grid-cols-[2fr_3fr] ${isTotal ? 'border-t border-t-edge' : ''}`}
    >
      <div className="flex flex-col gap-1">
        {title !== undefined && <span className="font-semibold">{title}</span>}
        {children}
        {at !== undefined && (
          <time dateTime={at} className="text-xs text-quiet">
            {formatMoment(at, language)}
          </time>
        )}
      </div>
      <ul className="flex flex-col gap-1">
        {toldOf(movesOf(moved)).map(({ part, pm, months }) => (
          <li key={`${part} ${months[0]}`} className="grid grid-cols-[1fr_auto] gap-x-4">
            <span>
              {nameOf(part)}{' '}
              <span className="text-quiet">
                {months.length === 1
                  ? formatMonth(months[0] ?? '', language)
                  : t('inMonths', {
                      count: months.length,
                      from: formatMonth(months[0] ?? '', language),
                      to: formatMonth(months.at(-1) ?? '', language),
                    })}
              </span>
            </span>
            <span dir="ltr" className="text-end">
              {pm > 0 ? '+' : '−'}
              {formatPm(Math.abs(pm), language)}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
