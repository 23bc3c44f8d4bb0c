import { useId, useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import {
  type CalendarName,
  calendarsOf,
  dayIn,
  formatDay,
  isoOf,
  kabulDay,
  monthNames,
} from '../text/dates.ts';
import { latinDigits } from '../text/digits.ts';
import { INTL_LOCALES } from '../text/language.ts';
import { Button } from './button.tsx';
import { ChoiceBar } from './choice-bar.tsx';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';
import { uiTexts } from './texts.ts';

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`; undefined: nothing, or no day that exists. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** The first and last day that may be chosen. */
  min?: string;
  max?: string;
  isRequired?: boolean;
  /** Offers today and yesterday, for what has just happened. */
  hasShortcuts?: boolean;
}

interface Parts {
  day: string;
  month: string;
  year: string;
}

const CALENDARS: readonly CalendarName[] = ['persian', 'gregory'];
const DAY_MS = 86_400_000;

/**
 * A day in Kabul, written in either calendar and in any of the three sets of digits; below it the same day in the other calendar. Three plain
 * inputs: they work on every phone, and no browser has the months of Pashto.
 */
export function DateField({
  label,
  hint,
  problem,
  className = '',
  value,
  onChange,
  min,
  max,
  isRequired,
  hasShortcuts = false,
}: DateFieldProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const id = useId();
  const [calendar, setCalendar] = useState<CalendarName>(() => calendarsOf(language)[0]);
  const [typed, setTyped] = useState<Parts>();
  const parts = typed ?? partsOf(value, calendar, language);
  const other = calendar === 'persian' ? 'gregory' : 'persian';

  function change(to: Parts): void {
    const iso = dayOf(to, calendar);
    const isAllowed =
      iso !== undefined && (min === undefined || iso >= min) && (max === undefined || iso <= max);
    setTyped(to);
    onChange(isAllowed ? iso : undefined);
  }
  function choose(iso: string): void {
    setTyped(undefined);
    onChange(iso);
  }

  const isComplete =
    typed !== undefined && typed.day !== '' && typed.month !== '' && /\d{4}/.test(latinDigits(typed.year));
  const own =
    isComplete && value === undefined
      ? t(dayOf(typed, calendar) === undefined ? 'noSuchDay' : 'outOfRange')
      : undefined;
  const wrong = own ?? problem;
  const described = `${id}-note`;
  const common = {
    className: `${INPUT} numbers`,
    'aria-describedby': described,
    'aria-invalid': wrong !== undefined,
    ...(isRequired && { required: true }),
  };
  return (
    <fieldset className={`flex flex-col gap-2 ${className}`}>
      <legend className={`${LABEL} mb-1`}>{label}</legend>
      {hint !== undefined && <span className={HINT}>{hint}</span>}
      <ChoiceBar
        label={t('calendar')}
        choices={CALENDARS.map((one) => ({ value: one, label: t(`calendar.${one}`) }))}
        value={calendar}
        onChange={(wanted) => {
          setCalendar(wanted);
          // A day that is there is shown in the other calendar; what is half written means nothing there.
          setTyped(undefined);
        }}
      />
      <div className="grid grid-cols-[4.5rem_1fr_6rem] gap-2">
        <label>
          <span className={HINT}>{t('day')}</span>
          <input
            {...common}
            inputMode="numeric"
            maxLength={2}
            value={parts.day}
            onChange={({ target }) => change({ ...parts, day: target.value })}
          />
        </label>
        <label>
          <span className={HINT}>{t('month')}</span>
          <select
            {...common}
            value={parts.month}
            onChange={({ target }) => change({ ...parts, month: target.value })}
          >
            <option value="" />
            {monthNames(calendar, language).map((name, index) => (
              <option key={name} value={index + 1}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className={HINT}>{t('year')}</span>
          <input
            {...common}
            inputMode="numeric"
            maxLength={4}
            value={parts.year}
            onChange={({ target }) => change({ ...parts, year: target.value })}
          />
        </label>
      </div>
      {hasShortcuts && (
        <div className="flex gap-2">
          <Button onPress={() => choose(kabulDay(new Date()))}>{t('today')}</Button>
          <Button onPress={() => choose(kabulDay(new Date(Date.now() - DAY_MS)))}>{t('yesterday')}</Button>
        </div>
      )}
      <span id={described} aria-live="polite">
        {wrong !== undefined && <span className={WRONG}>{wrong}</span>}
        {wrong === undefined && value !== undefined && (
          <span className={HINT}>{t('alsoIs', { day: formatDay(value, language, other) })}</span>
        )}
      </span>
    </fieldset>
  );
}

function partsOf(
  value: string | undefined,
  calendar: CalendarName,
  language: keyof typeof INTL_LOCALES,
): Parts {
  if (value === undefined) return { day: '', month: '', year: '' };
  const { year, month, day } = dayIn(calendar, new Date(`${value}T12:00:00Z`), 'UTC');
  const format = new Intl.NumberFormat(INTL_LOCALES[language], { useGrouping: false });
  return { day: format.format(day), month: String(month), year: format.format(year) };
}

function dayOf({ day, month, year }: Parts, calendar: CalendarName): string | undefined {
  const [d, m, y] = [day, month, year].map((part) =>
    /^\d{1,4}$/.test(latinDigits(part.trim())) ? Number(latinDigits(part.trim())) : Number.NaN,
  );
  return isoOf(calendar, { year: y ?? Number.NaN, month: m ?? Number.NaN, day: d ?? Number.NaN });
}
