import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../api/me.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDayBoth, kabulDay } from '../text/dates.ts';
import { formatPm } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Later } from '../ui/later.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { TextField } from '../ui/text-field.tsx';
import { heldQuery, queueQuery, useNames, useNews } from './queries.ts';
import { findWaybill } from './rules/scan.ts';
import { dueOf, type Ranked, rankByStake } from './rules/stake.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import { SyncStrip } from './sync-strip.tsx';
import { fieldTexts } from './texts.ts';

const Scan = lazy(async () => ({ default: (await import('./field-scan.tsx')).Scan }));
const route = getRouteApi('/signed-in/field');

/** What is needed of me today: my open shipments, those first on which most people wait. */
export function FieldPage() {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isScanning, setIsScanning] = useState(false);
  const { data: held } = useQuery(heldQuery);
  const { data: queue } = useQuery(queueQuery);
  useNews();
  const isMine = held?.mark?.user === me.id;
  // Nothing was ever pulled for this person: it comes, unless an attempt has failed.
  const isComing = !isMine && (queue === undefined || queue.isRunning || queue.attempts.reason === null);
  const items = new Map(held?.reference.items.map((item) => [item.code, item]));
  const ranked = isMine ? rankByStake(held.shipments, items) : [];
  const found = findWaybill(ranked, q);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-9rem)] w-full max-w-2xl flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <Later before={<span className="h-11" />}>
          <SyncStrip />
        </Later>
      </div>
      <TextField
        label={t('search')}
        value={q}
        onChange={(text) => void navigate({ search: text === '' ? {} : { q: text }, replace: true })}
        isCode
        autoComplete="off"
      />
      {held === undefined || isComing ? (
        <Skeleton className="h-64" label={t('loading')} />
      ) : (
        <>
          {found.length === 0 && (
            <Empty title={t(q !== '' ? 'notFound' : isMine ? 'empty' : 'neverPulled')}>
              {q === '' ? t('emptyHint') : t('notFoundHint')}
            </Empty>
          )}
          {found.length > 0 && (
            <>
              <p className="text-sm text-quiet">{t('order')}</p>
              <Later before={<Skeleton className="h-64" />}>
                <ol className="flex flex-col gap-3">
                  {found.map((one) => (
                    <Entry
                      key={one.shipment.id}
                      ranked={one}
                      waiting={
                        queue?.commands.filter(({ command }) => command.shipmentId === one.shipment.id)
                          .length ?? 0
                      }
                    />
                  ))}
                </ol>
              </Later>
            </>
          )}
        </>
      )}
      <BottomBar>
        <Button weight="main" className={LARGE} onPress={() => setIsScanning(true)}>
          {t('scan')}
        </Button>
        <LinkButton to="/queue" className={LARGE}>
          {t('queue.title')}
        </LinkButton>
      </BottomBar>
      {isScanning && (
        <Suspense>
          <Scan
            onFound={(shipment) => void navigate({ to: '/field/$shipment', params: { shipment } })}
            onClose={() => setIsScanning(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Entry({ ranked: { shipment, stakes }, waiting }: { ranked: Ranked; waiting: number }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const due = dueOf(shipment);
  const { province, district } = shipment.destination;
  return (
    <li>
      <Link
        to="/field/$shipment"
        params={{ shipment: shipment.id }}
        className="flex flex-col gap-1.5 rounded border border-line bg-surface p-4 text-ink no-underline hover:border-edge"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="code-text text-lg font-semibold">{shipment.waybill}</span>
          <span className="text-sm">{t(`status.${shipment.status}`)}</span>
        </span>
        <span className="text-sm">
          {names.place(province)}
          {typeof district === 'string' && <> · {names.place(district)}</>}
          <span className="text-quiet">
            {' '}
            · {shipment.lines.map(({ item }) => names.item(item)).join(t('and'))}
          </span>
        </span>
        <Stakes stakes={stakes} />
        <span className="flex flex-wrap items-center gap-2 text-sm text-quiet">
          {due < '9999' && (
            <span className={due < kabulDay(new Date()) ? 'text-bad' : ''}>
              {t('due', { day: formatDayBoth(due, language) })}
            </span>
          )}
          {shipment.flags.includes('disputed') && <Badge tone="bad">{t('flag.disputed')}</Badge>}
          {shipment.flags.includes('held') && <Badge tone="warn">{t('flag.held')}</Badge>}
          {waiting > 0 && <Badge tone="warn">{t('waiting', { count: waiting })}</Badge>}
        </span>
      </Link>
    </li>
  );
}

/** Of each sector apart: they are the same people. */
export function Stakes({ stakes }: { stakes: Ranked['stakes'] }) {
  const t = useTexts(fieldTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const counted = stakes.filter(({ pm }) => pm >= 0.5);
  if (counted.length === 0) return null;
  return (
    <span className="numbers text-sm font-semibold">
      {counted
        .map(({ sector, pm }) =>
          t('stake', { pm: formatPm(pm, language), sector: w(`sector.${sector as 'trade'}`) }),
        )
        .join(' · ')}
    </span>
  );
}
