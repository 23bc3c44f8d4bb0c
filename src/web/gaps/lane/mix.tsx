import { useQuery } from '@tanstack/react-query';
import { useCommodityName } from '../../forecast/commodity-name.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMonth } from '../../text/dates.ts';
import { joined } from '../../text/joined.ts';
import { formatNumber, formatShare } from '../../text/numbers.ts';
import { colourOf } from '../../ui/classes.ts';
import { Section, Skeleton } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { type InMix, type LaneOf, mixQuery } from '../queries.ts';
import { gapsTexts } from '../texts.ts';

const KG_PER_TONNE = 1_000;
const TEN_TONNES = 10 * KG_PER_TONNE;

/** What the food of a month is made of, beside its energy: how much of each part of the ration there is. Nothing for a sector without a ration. */
export function Mix({ lane, month }: { lane: LaneOf; month: string }) {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const commodityName = useCommodityName(lane.sector);
  const quantity = useQuantity();
  const mix = useQuery(mixQuery(lane));
  if (mix.isError) return <ProblemNote error={mix.error} />;
  if (!mix.data) return <Skeleton className="h-64" label={t('loading')} />;
  const { rationGrams, unit } = mix.data;
  const shown = mix.data.months.find((one) => one.month === month);
  if (rationGrams === null || shown === undefined) return null;
  const share = (value: number | null) => (value === null ? '–' : formatShare(value, language));
  const amount = (value: number) => quantity(coarse(value), unit);
  const columns: Column<InMix>[] = [
    {
      key: 'commodity',
      head: t('mix.commodity'),
      cell: (part) => (
        <span className="block min-w-36">
          {commodityName(part.commodity)}
          {part.items.length > 1 && (
            <span className="block text-xs text-quiet">
              {joined(
                part.items.map(
                  ({ item, arrived, expected }) => `${commodityName(item)} ${amount(arrived + expected)}`,
                ),
              )}
            </span>
          )}
        </span>
      ),
      csv: ({ commodity }) => commodity,
    },
    {
      key: 'share',
      head: t('mix.share'),
      cell: (part) => (
        <span className="flex min-w-32 flex-col gap-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span>{share(part.share)}</span>
            {part.confirmedShare !== null && part.confirmedShare !== part.share && (
              <span className="text-xs text-quiet">
                {t('mix.confirmed', { share: share(part.confirmedShare) })}
              </span>
            )}
          </span>
          <ShareBar confirmed={part.confirmedShare ?? 0} all={part.share ?? 0} />
        </span>
      ),
      csv: ({ share: covered }) => covered,
    },
    {
      key: 'energy',
      head: t('mix.energy'),
      isNumber: true,
      cell: ({ energyShare }) => share(energyShare),
      csv: ({ energyShare }) => energyShare,
    },
    {
      key: 'arrived',
      head: t('mix.arrived'),
      isNumber: true,
      cell: ({ arrived }) => amount(arrived),
      csv: ({ arrived }) => arrived,
    },
    {
      key: 'expected',
      head: t('mix.expected'),
      isNumber: true,
      cell: ({ expected }) => amount(expected),
      csv: ({ expected }) => expected,
    },
    {
      key: 'need',
      head: t('mix.need'),
      isNumber: true,
      cell: ({ need }) => (need === null ? '–' : amount(need)),
      csv: ({ need }) => need,
    },
  ];
  const name = formatMonth(month, language);
  const ration = formatNumber(rationGrams, language);
  return (
    <Section title={t('mix.title', { month: name })}>
      <p className="numbers max-w-4xl">
        {shown.gramsPerDay === null || shown.rationShare === null
          ? t('mix.noNeed', { ration })
          : t('mix.headline', {
              grams: formatNumber(shown.gramsPerDay, language, 0),
              share: formatShare(shown.rationShare, language),
              ration,
            })}
      </p>
      <p className="max-w-4xl text-sm text-quiet">{t('mix.hint')}</p>
      <Table
        caption={t('mix.caption', { month: name })}
        isCaptionHidden
        columns={columns}
        rows={shown.commodities}
        keyOf={({ commodity }) => commodity}
        csvName={`mix-${lane.province}-${month}`}
      />
    </Section>
  );
}

/** Kilograms: of ten tonnes and more the whole tonnes, for a look. */
const coarse = (kilograms: number) =>
  kilograms < TEN_TONNES ? Math.round(kilograms) : Math.round(kilograms / KG_PER_TONNE) * KG_PER_TONNE;

/** Says again what stands beside it. */
function ShareBar({ confirmed, all }: { confirmed: number; all: number }) {
  return (
    <span aria-hidden="true" className="flex h-2 w-full overflow-hidden rounded bg-sunk">
      <span style={{ width: `${confirmed * 100}%`, background: colourOf('delivered') }} />
      <span style={{ width: `${Math.max(0, all - confirmed) * 100}%`, background: colourOf('inTransit') }} />
    </span>
  );
}
