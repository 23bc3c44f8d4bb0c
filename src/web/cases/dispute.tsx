import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { getShipment, recordEvent } from '../../shipments/contract.ts';
import { itemsQuery, useProvinceName } from '../api/reference.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/plain.tsx';
import { useQuantity } from '../ui/quantity.ts';
import { TextField } from '../ui/text-field.tsx';
import { useWho } from '../who/use-who.ts';
import { uuidv7 } from './rules/ids.ts';
import { casesTexts } from './texts.ts';

type Shipment = AnswerOf<typeof getShipment>;
/** As those concerned and in charge are told it. */
type Receipt = Extract<Shipment['events'][number], { type: 'received'; blind: boolean }>;

/** Two receipts that may be of the same goods, side by side; a person says which of them counts. */
export function Dispute({
  shipment,
  events,
  mayDecide,
  onDone,
}: {
  shipment: Shipment;
  events: readonly string[];
  mayDecide: boolean;
  onDone: () => void;
}) {
  const t = useTexts(casesTexts);
  const [note, setNote] = useState('');
  // The event keeps its id for every attempt: it is recorded once.
  const [id] = useState(() => uuidv7(Date.now()));
  const told: readonly Shipment['events'][number][] = shipment.events;
  const receipts = told
    .filter(
      (event): event is Receipt => event.type === 'received' && 'blind' in event && events.includes(event.id),
    )
    .sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));
  const disputed = receipts.find(({ standing }) => standing === 'disputed') ?? receipts.at(-1);
  const deciding = useMutation({
    mutationFn: (decision: { event: string; counts: boolean }) =>
      ask<typeof recordEvent>('post', '/shipments/{id}/events', {
        params: { id: shipment.id },
        body: {
          ...{ id, type: 'decided', decision, occurredAt: new Date().toISOString() },
          ...(note.trim() !== '' && { note: note.trim() }),
        },
        idempotencyKey: id,
      }),
    onSuccess: () => {
      toast({ text: t('decided') });
      onDone();
    },
  });
  return (
    <section className="flex flex-col gap-4">
      <h3 className="font-semibold">{t('bothVersions')}</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {receipts.map((receipt, index) => (
          <Version key={receipt.id} receipt={receipt} shipment={shipment} number={index + 1} />
        ))}
      </div>
      {mayDecide && receipts.length === 2 && disputed && (
        <>
          <TextField label={t('decisionNote')} rows={2} value={note} onChange={setNote} />
          <ProblemNote error={deciding.error} />
          <div className="flex flex-wrap gap-2">
            {receipts.map((receipt, index) => {
              const other = receipts[1 - index];
              return (
                <Button
                  key={receipt.id}
                  weight="main"
                  isDisabled={deciding.isPending || !other}
                  onPress={() => other && deciding.mutate({ event: other.id, counts: false })}
                >
                  {t('onlyCounts', { number: index + 1 })}
                </Button>
              );
            })}
            <Button
              isDisabled={deciding.isPending}
              onPress={() => deciding.mutate({ event: disputed.id, counts: true })}
            >
              {t('bothCount')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Version({ receipt, shipment, number }: { receipt: Receipt; shipment: Shipment; number: number }) {
  const t = useTexts(casesTexts);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { data: items = [] } = useQuery(itemsQuery);
  const who = useWho([receipt.recordedBy]);
  const { standing, recordedAt, occurredAt, recordedBy, deviceId, place, note, attachments } = receipt;
  const quantityOf = useQuantity();
  const itemOf = (line: string | null, item: string | null) => {
    const code = item ?? shipment.lines.find((one) => one.id === line)?.item;
    const known = items.find((one) => one.code === code);
    return { name: known?.name[language] ?? code ?? '–', unit: known?.unit ?? null };
  };
  const facts: readonly [string, string][] = [
    [t('receivedAt'), formatMoment(occurredAt, language)],
    [t('recordedAt'), formatMoment(recordedAt, language)],
    [t('recordedBy'), who(recordedBy)],
    [t('device'), deviceId ?? '–'],
    [t('place'), place === null ? '–' : nameOf(place.slice(0, 4), language)],
  ];
  return (
    <article className="flex flex-col gap-3 rounded border border-line p-3 text-sm">
      <h4 className="flex items-baseline justify-between gap-2 font-semibold">
        {t('version', { number })}
        <Badge tone={standing === 'counted' ? 'good' : 'warn'}>{t(standingText(standing))}</Badge>
      </h4>
      <dl className="flex flex-col gap-1">
        {facts.map(([name, value]) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-3">
            <dt className="text-quiet">{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="numbers flex flex-col gap-2">
        {receipt.lines.map((line, index) => {
          const { name, unit } = itemOf(line.line, line.item);
          return (
            <li key={`${line.line ?? line.item ?? ''} ${index}`}>
              <span className="font-semibold">{name}</span>
              <span className="block">
                {t('counted', {
                  good: quantityOf(line.good, unit),
                  damaged: quantityOf(line.damaged, unit),
                  missing: quantityOf(line.missing, unit),
                })}
              </span>
            </li>
          );
        })}
      </ul>
      {note !== null && (
        <p dir="auto" className="whitespace-pre-line">
          {note}
        </p>
      )}
      {attachments.length > 0 && (
        <p className="text-quiet">{t('attachments', { count: attachments.length })}</p>
      )}
    </article>
  );
}

function standingText(standing: Receipt['standing']) {
  if (standing === 'counted' || standing === 'disputed' || standing === 'set_aside')
    return `standing.${standing}` as const;
  return 'standing.other' as const;
}
