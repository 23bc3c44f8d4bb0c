import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shipment } from '../../../shipments/contract.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { useCrossingName } from '../../api/crossing-name.ts';
import { useProvinceName } from '../../api/reference.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMoment, formatMonth } from '../../text/dates.ts';
import { words } from '../../text/words.ts';
import { Badge, Section, Skeleton } from '../../ui/plain.tsx';
import { Flags } from '../list/columns.tsx';
import { shipmentQuery } from '../queries.ts';
import { toneOf } from '../rules/tones.ts';
import { shipmentsTexts } from '../texts.ts';
import { Balance } from './balance.tsx';
import { Papers } from './papers.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/signed-in/shipments/$id');

/** One shipment: where it is, what arrived of each line, and everything that happened to it. */
export function ShipmentPage() {
  const t = useTexts(shipmentsTexts);
  const { id } = route.useParams();
  const shipment = useQuery(shipmentQuery(id));
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-4">
        <Link to="/shipments" className="self-start text-sm text-accent underline-offset-4 hover:underline">
          {t('title')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-2xl font-semibold">
            {shipment.data
              ? t.rich('waybillOf', { ref: (text) => <bdi>{text}</bdi> }, { waybill: shipment.data.waybill })
              : t('shipment')}
          </h1>
          {shipment.data && (
            <Badge tone={toneOf(shipment.data.status)}>{t(`status.${shipment.data.status}`)}</Badge>
          )}
          {shipment.data && <Flags flags={shipment.data.flags} />}
        </div>
      </div>
      {shipment.isError && <ProblemNote error={shipment.error} />}
      {shipment.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {shipment.data && <Shown shipment={shipment.data} />}
    </div>
  );
}

function Shown({ shipment }: { shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  return (
    <>
      <Section title={t('lines')}>
        <Balance shipment={shipment} />
      </Section>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-2">
        <Section title={t('events')}>
          <Timeline shipment={shipment} />
        </Section>
        <div className="flex flex-col gap-10">
          <Section title={t('facts')}>
            <Facts shipment={shipment} />
          </Section>
          <Section title={t('papers')}>
            <Papers shipment={shipment} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Facts({ shipment }: { shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const provinceName = useProvinceName();
  const crossingName = useCrossingName();
  const day = (iso: string | null) => (iso === null ? '–' : formatDayBoth(iso, language));
  const { eta, etaMonth, currentEta } = shipment;
  return (
    <dl className="flex flex-col text-sm">
      <Fact name={t('consignor')}>{nameOf(shipment.consignor)}</Fact>
      <Fact name={t('consignee')}>{nameOf(shipment.consignee)}</Fact>
      <Fact name={t('carrier')}>{shipment.carrier ?? '–'}</Fact>
      <Fact name={t('vehicle')}>{shipment.vehicle === null ? '–' : <bdi>{shipment.vehicle}</bdi>}</Fact>
      <Fact name={t('origin')}>{shipment.origin}</Fact>
      <Fact name={t('crossing')}>{shipment.crossing === null ? '–' : crossingName(shipment.crossing)}</Fact>
      <Fact name={w('province')}>{provinceName(shipment.destination.province, language)}</Fact>
      <Fact name={t('plannedDispatch')}>{day(shipment.plannedDispatch)}</Fact>
      <Fact name={t('eta')}>
        {eta === null && etaMonth !== null ? formatMonth(etaMonth, language) : day(eta)}
      </Fact>
      {currentEta !== null && currentEta !== eta && <Fact name={t('currentEta')}>{day(currentEta)}</Fact>}
      <Fact name={t('asOf')}>{formatMoment(shipment.asOf, language)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_1fr] gap-x-4 border-b border-line py-2 sm:grid-cols-[11rem_1fr]">
      <dt className="text-quiet">{name}</dt>
      <dd className="numbers">{children}</dd>
    </div>
  );
}
