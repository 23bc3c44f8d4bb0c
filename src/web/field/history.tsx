import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Badge } from '../ui/plain.tsx';
import { useNames } from './queries.ts';
import type { QueuedCommand } from './rules/queue.ts';
import type { HeldShipment } from './store/database.ts';
import { fieldTexts } from './texts.ts';

/** What happened, the latest first; what waits on this phone is there as well, and says so. */
export function History({
  shipment,
  waiting,
}: {
  shipment: HeldShipment;
  waiting: readonly QueuedCommand[];
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const known = new Set(shipment.events.map(({ id }) => id));
  const all = [
    ...waiting
      .filter(({ id }) => !known.has(id))
      .map(({ id, state, command: { body } }) => ({
        id,
        state,
        standing: 'counted' as const,
        ...pick(body),
      })),
    ...shipment.events
      .toReversed()
      .map((event) => ({ ...pick(event), id: event.id, state: undefined, standing: event.standing })),
  ];
  if (all.length === 0) return <p className="text-sm text-quiet">{t('noHistory')}</p>;
  return (
    <ol className="flex flex-col">
      {all.map((one) => (
        <li key={one.id} className="flex flex-col border-b border-line py-2">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className={one.standing === 'voided' ? 'line-through' : ''}>{t(`event.${one.type}`)}</span>
            {one.state !== undefined && <Badge tone="warn">{t(`state.${one.state}`)}</Badge>}
            {one.standing !== 'counted' && (
              <Badge tone={one.standing === 'disputed' ? 'bad' : 'plain'}>
                {t(`standing.${one.standing}`)}
              </Badge>
            )}
          </span>
          <span className="text-sm text-quiet">
            {formatMoment(one.occurredAt, language)}
            {one.place !== null && <> · {names.place(one.place)}</>}
          </span>
          {one.note !== null && <span className="text-sm">{one.note}</span>}
        </li>
      ))}
    </ol>
  );
}

function pick({
  type,
  occurredAt,
  place,
  note,
}: Pick<QueuedCommand['command']['body'], 'type' | 'occurredAt' | 'place' | 'note'>) {
  return { type, occurredAt, place: place ?? null, note: note ?? null };
}
