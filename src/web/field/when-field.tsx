import { lazy, Suspense, useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { LABEL } from '../ui/field.tsx';
import { Skeleton } from '../ui/plain.tsx';
import { fieldTexts } from './texts.ts';

const Moment = lazy(async () => ({ default: (await import('./moment-field.tsx')).MomentField }));

/** When it happened: now, which is nearly always so, or another moment. */
export function WhenField({
  value,
  onChange,
}: {
  /** An instant; undefined: now, whenever it is written down. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <span>
          <span className={LABEL}>{t('when')}</span>
          <span>{value === undefined ? t('now') : formatMoment(value, language)}</span>
        </span>
        <Button
          weight="quiet"
          onPress={() => {
            setIsOpen(!isOpen);
            if (isOpen) onChange(undefined);
          }}
        >
          {isOpen ? t('backToNow') : t('changeWhen')}
        </Button>
      </div>
      {isOpen && (
        <Suspense fallback={<Skeleton className="h-48" />}>
          <Moment value={value} onChange={onChange} />
        </Suspense>
      )}
    </div>
  );
}
