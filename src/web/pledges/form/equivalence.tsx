import { Fragment } from 'react';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { directionOf } from '../../text/language.ts';
import { formatNumber, formatPm, formatShort, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { useQuantity } from '../../ui/quantity.ts';
import { bySector, type Equivalence, type Step } from '../rules/equivalence.ts';
import { pledgesTexts } from '../texts.ts';

/** A step in words: `500 t`, `1.75bn kcal`, `100,000 learners for 3 months`, `55,556 person-months`. */
function useStep(): (step: Step) => string {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const quantity = useQuantity();
  return (step): string => {
    switch (step.kind) {
      case 'tonnes':
        return quantity(step.value * 1_000, 'KGM');
      case 'kcal':
        return t('step.kcal', { value: formatShort(step.value, language) });
      case 'usd':
        return formatUsd(step.value, language);
      case 'pm':
        return t('step.pm', { value: formatPm(step.value, language) });
      default:
        return t(step.sector === 'education' ? 'step.learners' : 'step.traders', {
          value: formatNumber(step.value, language, 0),
          months: formatNumber(step.months, language),
        });
    }
  };
}

/** What one line means for people, as it is written: from what is given to how many are covered for how long. */
export function LineEquivalence({ of }: { of: Equivalence }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const say = useStep();
  if (of.steps.length === 0) return null;
  return (
    <p className="numbers flex flex-wrap items-baseline gap-x-2 text-sm">
      {of.steps.map((step, index) => (
        <Fragment key={step.kind}>
          {index > 0 && (
            <span aria-hidden="true" className="text-quiet">
              {directionOf(language) === 'rtl' ? '←' : '→'}
            </span>
          )}
          <span className={index === of.steps.length - 1 ? 'font-semibold' : 'text-quiet'}>{say(step)}</span>
        </Fragment>
      ))}
      {of.isEstimate && <span className="text-quiet">({t('step.estimate')})</span>}
      {of.pm === null && <span className="text-quiet">{t('step.unallocated')}</span>}
      {of.status !== null && of.status !== 'sourced' && (
        <span className="text-xs text-quiet">
          {t(of.status === 'proposal' ? 'coverage.proposal' : 'coverage.planning')}
        </span>
      )}
    </p>
  );
}

/** All lines together, each sector by itself: people of two sectors are never summed. Said while one writes. */
export function WholeEquivalence({
  all,
  usdCents,
}: {
  all: readonly Equivalence[];
  usdCents: number | undefined;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const sums = bySector(all);
  const isEstimate = all.some((one) => one.isEstimate);
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      {sums.length === 0 && <p className="text-sm text-quiet">{t('meansNothingYet')}</p>}
      {sums.map(({ sector, pm }) => (
        <div key={sector} className="flex flex-col">
          <span className="text-sm text-quiet">{w(`sector.${sector}`)}</span>
          <span className="numbers text-xl font-semibold">{formatPm(pm, language)}</span>
          <span className="text-sm">
            {w('personMonths')}
            {isEstimate && <> · {w('estimate')}</>}
          </span>
        </div>
      ))}
      {usdCents !== undefined && usdCents > 0 && (
        <div className="flex flex-col">
          <span className="text-sm text-quiet">{t('worth')}</span>
          <span className="numbers text-lg font-semibold">{formatUsd(usdCents, language)}</span>
        </div>
      )}
    </div>
  );
}
