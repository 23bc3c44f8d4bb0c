import { useQuery } from '@tanstack/react-query';
import type { Shipment } from '../../../shipments/contract.ts';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMoment } from '../../text/dates.ts';
import { Badge } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { useWho } from '../../who/use-who.ts';
import { latestFirst, saidBy, type Said, type Told } from '../rules/events.ts';
import { shipmentsTexts } from '../texts.ts';

const PROVINCE_LENGTH = 4;

/** Everything that happened, the latest first, with who said it and whether it counts. */
export function Timeline({ shipment }: { shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  const who = useWho(shipment.events.map(({ recordedBy }) => recordedBy));
  if (shipment.events.length === 0) return <p className="text-sm text-quiet">{t('noEvents')}</p>;
  return (
    <ol className="flex flex-col border-s border-line">
      {latestFirst(shipment.events).map((event) => (
        <li key={event.id} className="relative flex flex-col gap-1 ps-5 pb-5 text-sm last:pb-0">
          <span
            aria-hidden="true"
            className="absolute -start-1.5 top-1.5 size-3 rounded-full border-2 border-paper bg-accent"
          />
          <Happened event={event} by={who(event.recordedBy)} shipment={shipment} />
        </li>
      ))}
    </ol>
  );
}

function Happened({ event, by, shipment }: { event: Told; by: string; shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const counts = event.standing === 'counted';
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className={`font-semibold ${event.standing === 'voided' ? 'line-through' : ''}`}>
          {t(`event.${event.type}`)}
        </span>
        {!counts && <Badge tone="warn">{t(`standing.${event.standing}`)}</Badge>}
        {event.flags.map((flag) => (
          <Badge key={flag} tone="warn">
            {t(`flag.${flag}`)}
          </Badge>
        ))}
        {event.type === 'received' && event.blind && <Badge>{t('blind')}</Badge>}
      </span>
      <span className="text-quiet">
        {formatMoment(event.occurredAt, language)}
        {event.place !== null && <> · {provinceName(event.place.slice(0, PROVINCE_LENGTH), language)}</>}
        {' · '}
        {by}
      </span>
      {event.type === 'delayed' && <span>{t('newEta', { day: formatDayBoth(event.eta, language) })}</span>}
      {event.type === 'diverted' && (
        <span>{t('newDestination', { province: provinceName(event.destination.province, language) })}</span>
      )}
      <Quantities all={saidBy(event)} lines={shipment.lines} />
      {event.note !== null && <p className="whitespace-pre-line">{event.note}</p>}
      {event.attachments.length > 0 && <Files hashes={event.attachments} shipment={shipment} />}
    </>
  );
}

function Quantities({ all, lines }: { all: readonly Said[]; lines: Shipment['lines'] }) {
  const t = useTexts(shipmentsTexts);
  const language = useLanguage();
  const quantity = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  if (all.length === 0) return null;
  return (
    <ul className="numbers">
      {all.map(({ line, item: named, what, quantity: much, reason, reasonText }, index) => {
        const code = lines.find(({ id }) => id === line)?.item ?? named;
        const item = items.find((one) => one.code === code);
        const why = reason === null ? undefined : t(`reason.${reason as 'other'}`);
        return (
          <li key={index}>
            {t(`said.${what}`)}: {quantity(much, item?.unit ?? null)} {item?.name[language] ?? code}
            {why !== undefined && (
              <span className="text-quiet">
                {' '}
                ({why}
                {reasonText !== null && <>: {reasonText}</>})
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Files({ hashes, shipment }: { hashes: readonly string[]; shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  return (
    <ul className="flex flex-wrap gap-x-4">
      {hashes.map((hash) => {
        const file = shipment.attachments.find((one) => one.hash === hash);
        return (
          <li key={hash}>
            {file && !file.missing ? (
              <a
                href={`/api/v1/attachments/${hash}/content`}
                download
                className="text-accent underline underline-offset-4"
              >
                <bdi>{file.name ?? t('file')}</bdi>
              </a>
            ) : (
              <span className="text-quiet">{t('fileMissing')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
