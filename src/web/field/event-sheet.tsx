import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { toast } from '../shell/toasts.tsx';
import { useTexts } from '../text/catalogue.ts';
import { kabulDay } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { focusFirstWrong } from '../ui/first-wrong.ts';
import { NumberField } from '../ui/number-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useNames } from './queries.ts';
import { ASKS_LINES, ASKS_WHY, eventFaults, type EventForm, eventOf } from './rules/event.ts';
import { newId } from './rules/uuid.ts';
import { LARGE, Sheet } from './sheet.tsx';
import type { HeldShipment } from './store/database.ts';
import { record } from './sync/field.ts';
import { fieldTexts } from './texts.ts';
import { WhenField } from './when-field.tsx';
import { WhyFields } from './why-fields.tsx';

/** One event: complete as it opens where nothing more is needed, so that a press writes it down. */
export function EventSheet({
  shipment,
  type,
  onClose,
}: {
  shipment: HeldShipment;
  type: EventForm['type'];
  onClose: () => void;
}) {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const [form, setForm] = useState<EventForm>(() => ({
    ...{ id: newId(), type, occurredAt: undefined, note: '', eta: undefined, quantities: {}, people: {} },
    ...{ reason: null, reasonText: '', responsibility: null },
  }));
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const change = (to: Partial<EventForm>) => setForm({ ...form, ...to });
  const faults = isTried ? eventFaults(form) : [];
  const said = (fault: (typeof faults)[number]) => (faults.includes(fault) ? t('needed') : undefined);
  const save = async () => {
    setIsTried(true);
    if (eventFaults(form).length > 0) return focusFirstWrong(document.querySelector('dialog[open]'));
    setIsBusy(true);
    try {
      await record({
        ...{ by: me.id, shipmentId: shipment.id, files: [] },
        about: { waybill: shipment.waybill, province: shipment.destination.province },
        body: eventOf(form, new Date().toISOString()),
      });
      toast({ text: t('written', { what: t(`event.${type}`) }) });
      onClose();
    } catch {
      setIsBusy(false);
      toast({ text: t('notWritten'), tone: 'bad' });
    }
  };
  return (
    <Sheet title={t(`event.${type}`)} onClose={onClose}>
      {type === 'delayed' && (
        <DateField
          label={t('newEta')}
          value={form.eta}
          onChange={(eta) => change({ eta })}
          min={kabulDay(new Date())}
          problem={said('eta')}
          isRequired
        />
      )}
      {ASKS_LINES.includes(type) && <Lines shipment={shipment} form={form} onChange={change} />}
      {type === 'dispatched' && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent">
            {t('otherLoad')}
          </summary>
          <div className="flex flex-col gap-4 pt-2">
            <Lines shipment={shipment} form={form} onChange={change} />
          </div>
        </details>
      )}
      {said('lines') !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {t('someQuantity')}
        </p>
      )}
      {ASKS_WHY.includes(type) && (
        <WhyFields
          why={form}
          onChange={(why) => change(why)}
          problems={{ reason: said('reason'), reasonText: said('reasonText') }}
        />
      )}
      <WhenField value={form.occurredAt} onChange={(occurredAt) => change({ occurredAt })} />
      <TextField
        label={type === 'note' ? t('noteText') : t('noteOptional')}
        value={form.note}
        onChange={(note) => change({ note })}
        rows={2}
        maxLength={2000}
        problem={said('note')}
      />
      <Button weight="main" className={LARGE} isPending={isBusy} onPress={() => void save()}>
        {t('writeDown')}
      </Button>
    </Sheet>
  );
}

function Lines({
  shipment,
  form,
  onChange,
}: {
  shipment: HeldShipment;
  form: EventForm;
  onChange: (to: Partial<EventForm>) => void;
}) {
  const t = useTexts(fieldTexts);
  const names = useNames();
  return shipment.lines.map(({ id, item, unit }) =>
    id === null ? null : (
      <fieldset key={id} className="flex flex-col gap-2">
        <legend className="mb-1 font-semibold">{names.item(item)}</legend>
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label={t('quantity')}
            suffix={t(`unit.${unit as 'KGM'}`)}
            value={form.quantities[id]}
            onChange={(quantity) => onChange({ quantities: { ...form.quantities, [id]: quantity } })}
          />
          {form.type === 'distributed' && (
            <NumberField
              label={t('people')}
              decimals={0}
              value={form.people[id]}
              onChange={(people) => onChange({ people: { ...form.people, [id]: people } })}
            />
          )}
        </div>
      </fieldset>
    ),
  );
}
