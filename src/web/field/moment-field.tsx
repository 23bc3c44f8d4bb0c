import { useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { kabulDay } from '../text/dates.ts';
import { DateField } from '../ui/date-field.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { instantInKabul, timeInKabul } from './rules/moment.ts';
import { fieldTexts } from './texts.ts';

/** A day in both calendars, and the time in Kabul. */
export function MomentField({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts(fieldTexts);
  const [start] = useState(() => (value === undefined ? new Date() : new Date(value)));
  const [day, setDay] = useState<string | undefined>(kabulDay(start));
  const [time, setTime] = useState<{ hour?: number | undefined; minute?: number | undefined }>(() =>
    timeInKabul(start),
  );
  const instant = instantInKabul(day, time);
  const change = (to: {
    day?: string | undefined;
    hour?: number | undefined;
    minute?: number | undefined;
  }) => {
    const next = { day, ...time, ...to };
    if ('day' in to) setDay(to.day);
    else setTime({ hour: next.hour, minute: next.minute });
    onChange(instantInKabul(next.day, next));
  };
  return (
    <div className="flex flex-col gap-3">
      <DateField
        label={t('day')}
        value={day}
        max={kabulDay(new Date())}
        onChange={(chosen) => change({ day: chosen })}
        hasShortcuts
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField label={t('hour')} value={time.hour} onChange={(hour) => change({ hour })} decimals={0} />
        <NumberField
          label={t('minute')}
          value={time.minute}
          onChange={(minute) => change({ minute })}
          decimals={0}
        />
      </div>
      {instant === undefined && <p className="text-sm text-bad">{t('noSuchTime')}</p>}
    </div>
  );
}
