import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { ageOf, formatMoment } from '../text/dates.ts';
import { uiTexts } from './texts.ts';

export interface FigureProps {
  label: string;
  /** Already in the digits of the language. Null: not known, which is never zero. */
  value: string | null;
  unit?: string;
  /** When it was so, as an instant. */
  asOf?: string | null;
  /** Leads to the records behind it. */
  link?: ReactNode;
}

/** A number with its unit, its age and the way to the records that say so. */
export function Figure({ label, value, unit, asOf, link }: FigureProps) {
  const t = useTexts(uiTexts);
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm text-quiet">{label}</span>
      <span className="numbers text-xl font-semibold">
        {value ?? t('unknown')}
        {unit !== undefined && value !== null && (
          <span className="ms-1.5 text-sm font-normal text-quiet">{unit}</span>
        )}
      </span>
      {(typeof asOf === 'string' || link !== undefined) && (
        <span className="flex flex-wrap gap-x-3 text-xs text-quiet">
          {typeof asOf === 'string' && <Age instant={asOf} />}
          {link}
        </span>
      )}
    </div>
  );
}

/** How old something is; the moment itself is one hover away. */
export function Age({ instant }: { instant: string }) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const { unit, count } = ageOf(instant, Date.now());
  return (
    <time dateTime={instant} title={formatMoment(instant, language)}>
      {t(`age.${unit}`, { count })}
    </time>
  );
}
