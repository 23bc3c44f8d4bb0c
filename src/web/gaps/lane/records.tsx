import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { itemsQuery } from '../../api/reference.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMonth } from '../../text/dates.ts';
import { formatPm, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Section, Skeleton } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { RecordLink } from '../../ui/record-link.tsx';
import { Select } from '../../ui/select.tsx';
import { ClassName } from '../../ui/waterfall.tsx';
import { type LaneMonth, type LaneOf, type LaneParcel, parcelsQuery } from '../queries.ts';
import { type LaneSearch, RECORDED, type RecordedClass } from '../rules/lane-search.ts';
import { gapsTexts } from '../texts.ts';

const ALL = 'all';

/** The shipments and pledges that a month's numbers are made of. */
export function Records({
  lane,
  month,
  before,
  of,
  onSelect,
}: {
  lane: LaneOf;
  month: LaneMonth;
  /** The month before, whose stock was carried into this one. */
  before: LaneMonth | undefined;
  of: RecordedClass | undefined;
  onSelect: (to: LaneSearch) => void;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const carried = before?.carriedPm ?? 0;
  const chosen = of === undefined ? {} : { class: of };
  return (
    <div id="records" tabIndex={-1} className="scroll-mt-4">
      <Section title={t('recordsTitle', { month: formatMonth(month.month, language) })}>
        <Select
          label={w('class')}
          className="max-w-xs"
          choices={[
            { value: ALL, label: t('allClasses') },
            ...RECORDED.map((value) => ({ value, label: w(`class.${value}`) })),
          ]}
          value={of ?? ALL}
          onChange={(value) => onSelect({ class: value === ALL ? undefined : value })}
        />
        <ParcelList
          query={{ lane, of: { month: month.month, ...chosen } }}
          caption={t('recordsHint')}
          empty={carried > 0 ? t('noneThisMonth') : t('noRecords')}
        />
        {carried > 0 && (of === undefined || of === 'delivered') && (
          <div className="flex flex-col gap-3">
            <h3 className="font-semibold">{t('carriedIn', { pm: formatPm(carried, language) })}</h3>
            <ParcelList
              query={{ lane, of: { class: 'delivered' } }}
              caption={t('carriedHint')}
              empty={t('noRecords')}
              isShown={({ arrivalMonth, monthsOfUse }) => arrivalMonth < month.month && monthsOfUse === 1}
            />
          </div>
        )}
      </Section>
    </div>
  );
}

function ParcelList({
  query,
  caption,
  empty,
  isShown = () => true,
}: {
  query: { lane: LaneOf; of: { month?: string; class?: RecordedClass } };
  caption: string;
  empty: string;
  isShown?: (parcel: LaneParcel) => boolean;
}) {
  const t = useTexts(gapsTexts);
  const found = useInfiniteQuery(parcelsQuery(query.lane, query.of));
  if (found.isError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton className="h-32" label={t('loading')} />;
  const parcels = found.data.pages.flatMap(({ items }) => items).filter(isShown);
  if (parcels.length === 0 && !found.hasNextPage) return <Empty title={empty} />;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-quiet">{caption}</p>
      <ul className="flex flex-col">
        {parcels.map((parcel, index) => (
          <Parcel
            key={`${parcel.line ?? ''} ${parcel.class} ${parcel.arrivalMonth} ${index}`}
            parcel={parcel}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          className="self-start"
          isPending={found.isFetchingNextPage}
          onPress={() => void found.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function Parcel({ parcel }: { parcel: LaneParcel }) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { data: items = [] } = useQuery(itemsQuery);
  const quantityOf = useQuantity();
  const { shipment, pledge, item, quantity, unit, amountUsd, arrivalMonth, dueMonth, monthsOfUse } = parcel;
  const known = items.find(({ code }) => code === item);
  const amount =
    quantity !== null || amountUsd === null ? quantityOf(quantity, unit) : formatUsd(amountUsd, language);
  const when =
    arrivalMonth === dueMonth
      ? formatMonth(arrivalMonth, language)
      : t('dueAndArrives', {
          due: formatMonth(dueMonth, language),
          arrival: formatMonth(arrivalMonth, language),
        });
  return (
    <li className="numbers flex flex-col gap-1 border-b border-line py-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          {shipment && <RecordLink kind="shipment" id={shipment.id} name={shipment.waybill} />}
          {pledge && <RecordLink kind="pledge" id={pledge.id} name={pledge.reference} />}
          {!shipment && !pledge && t('hidden')}
        </span>
        <span>
          {formatPm(parcel.pm, language)} {w('pm')}
        </span>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-quiet">
        <ClassName of={parcel.class} />
        <span>{item === null ? t('money') : (known?.name[language] ?? item)}</span>
        <span>{amount}</span>
        <span>{when}</span>
        {monthsOfUse > 1 && <span>{t('usedOver', { count: monthsOfUse })}</span>}
      </div>
    </li>
  );
}
