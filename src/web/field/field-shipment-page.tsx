import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../api/me.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDayBoth } from '../text/dates.ts';
import { directionOf } from '../text/language.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Section, Skeleton } from '../ui/plain.tsx';
import { Cargo } from './cargo.tsx';
import { Disputes } from './disputes.tsx';
import { Stakes } from './field-page.tsx';
import { History } from './history.tsx';
import { heldQuery, queueQuery, useNames, useNews } from './queries.ts';
import { offersFor, othersThan, statusAfter, type Told } from './rules/offers.ts';
import { dueOf, stakesOf } from './rules/stake.ts';
import { BottomBar, LARGE, Sheet } from './sheet.tsx';
import type { HeldShipment } from './store/database.ts';
import { SyncStrip } from './sync-strip.tsx';
import { fieldTexts } from './texts.ts';

const EventSheet = lazy(async () => ({ default: (await import('./event-sheet.tsx')).EventSheet }));
const route = getRouteApi('/signed-in/field/$shipment');
/** As many as fit under a thumb. */
const MOST_OFFERED = 2;

/** One shipment: what may have happened next is two taps away. */
export function FieldShipmentPage() {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const { shipment: id } = route.useParams();
  const { data: held } = useQuery(heldQuery);
  useNews();
  if (!held) return <Skeleton className="h-64" label={t('loading')} />;
  const shipment = held.mark?.user === me.id ? held.shipments.find((one) => one.id === id) : undefined;
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-9rem)] w-full max-w-2xl flex-col gap-6">
      <div>
        <Link to="/field" className="inline-flex min-h-11 items-center text-sm font-semibold text-accent">
          {t('backToList')}
        </Link>
        {shipment ? <Head shipment={shipment} /> : <h1 className="text-xl font-semibold">{t('gone')}</h1>}
        <SyncStrip />
      </div>
      {shipment ? <Body shipment={shipment} /> : <Empty title={t('gone')}>{t('goneHint')}</Empty>}
    </div>
  );
}

function Head({ shipment }: { shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const { data } = useQuery(heldQuery);
  const items = new Map(data?.reference.items.map((item) => [item.code, item]));
  const due = dueOf(shipment);
  const { province, district } = shipment.destination;
  return (
    <div className="flex flex-col gap-1">
      <h1 className="text-xl font-semibold">
        <span className="code-text">{shipment.waybill}</span>
      </h1>
      <p>
        {t(`status.${shipment.status}`)} · {shipment.origin} {directionOf(language) === 'rtl' ? '←' : '→'}{' '}
        {names.place(province)}
        {typeof district === 'string' && <> · {names.place(district)}</>}
      </p>
      {due < '9999' && (
        <p className="text-sm text-quiet">{t('due', { day: formatDayBoth(due, language) })}</p>
      )}
      <Stakes stakes={stakesOf(shipment, items)} />
    </div>
  );
}

function Body({ shipment }: { shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const { data: queue } = useQuery(queueQuery);
  const [asked, setAsked] = useState<Exclude<Told, 'received'> | 'more'>();
  const waiting = (queue?.commands ?? []).filter(({ command }) => command.shipmentId === shipment.id);
  const status = statusAfter(
    shipment.status,
    waiting.filter(({ state }) => state === 'waiting').map(({ command }) => command.body.type),
  );
  const offers = offersFor({ ...shipment, status });
  const first = offers.slice(0, MOST_OFFERED);
  const rest = [...offers.slice(MOST_OFFERED), ...othersThan(offers)];
  return (
    <>
      <Disputes shipment={shipment} />
      <Section title={t('cargo')}>
        <Cargo shipment={shipment} />
      </Section>
      <Section title={t('history')}>
        <History shipment={shipment} waiting={waiting} />
      </Section>
      <BottomBar>
        {first.map((type, index) => (
          <Offer
            key={type}
            type={type}
            shipmentId={shipment.id}
            weight={index === 0 ? 'main' : 'plain'}
            onAsk={setAsked}
          />
        ))}
        <Button className={LARGE} onPress={() => setAsked('more')}>
          {t('more')}
        </Button>
      </BottomBar>
      {asked === 'more' && (
        <Sheet title={t('whatHappened')} onClose={() => setAsked(undefined)}>
          <div className="grid grid-cols-2 gap-2">
            {rest.map((type) => (
              <Offer key={type} type={type} shipmentId={shipment.id} weight="plain" onAsk={setAsked} />
            ))}
          </div>
        </Sheet>
      )}
      {asked !== undefined && asked !== 'more' && (
        <Suspense>
          <EventSheet shipment={shipment} type={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function Offer({
  type,
  shipmentId,
  weight,
  onAsk,
}: {
  type: Told;
  shipmentId: string;
  weight: 'main' | 'plain';
  onAsk: (type: Exclude<Told, 'received'>) => void;
}) {
  const t = useTexts(fieldTexts);
  if (type === 'received')
    return (
      <LinkButton
        to="/field/$shipment/receipt"
        params={{ shipment: shipmentId }}
        weight={weight}
        className={LARGE}
      >
        {t('event.received')}
      </LinkButton>
    );
  return (
    <Button weight={weight} className={LARGE} onPress={() => onAsk(type)}>
      {t(`event.${type}`)}
    </Button>
  );
}
