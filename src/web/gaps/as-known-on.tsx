import { useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { kabulDay } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { gapsTexts } from './texts.ts';

/** Opens the report as it was known at the end of a day; and back to what is known now. */
export function AsKnownOn({
  on,
  onChange,
}: {
  on: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  const t = useTexts(gapsTexts);
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState(on);
  const open = () => {
    setDay(on);
    setOpen(true);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button onPress={open}>{t('knownOn')}</Button>
      {on !== undefined && <Button onPress={() => onChange(undefined)}>{t('toNow')}</Button>}
      <Dialog title={t('knownOnTitle')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (day === undefined) return;
            setOpen(false);
            onChange(day);
          }}
        >
          <DateField
            label={t('knownOnDay')}
            hint={t('knownOnHint')}
            value={day}
            onChange={setDay}
            max={kabulDay(new Date())}
            isRequired
          />
          <div className="flex gap-3">
            <Button type="submit" weight="main" isDisabled={day === undefined}>
              {t('show')}
            </Button>
            <Button onPress={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
