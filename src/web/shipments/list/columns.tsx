import { Link } from '@tanstack/react-router';
import type { ShipmentSummary } from '../../../shipments/contract.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { calendarsOf, formatDay, formatDayBoth, formatMonth } from '../../text/dates.ts';
import { words } from '../../text/words.ts';
import { Badge } from '../../ui/plain.tsx';
import type { Column } from '../../ui/table.tsx';
import { toneOf } from '../rules/tones.ts';
import { shipmentsTexts } from '../texts.ts';

/** What a list of shipments shows; the CSV has codes in place of words. */
export function useShipmentColumns(): Column<ShipmentSummary>[] {
  const t = useTexts(shipmentsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const provinceName = useProvinceName();
  const [calendar] = calendarsOf(language);
  return [
    {
      key: 'waybill',
      head: t('waybill'),
      cell: ({ id, waybill, consignor }) => (
        <span className="flex min-w-36 flex-col">
          <Link
            to="/shipments/$id"
            params={{ id }}
            className="font-semibold text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
          >
            <bdi>{waybill}</bdi>
          </Link>
          <span className="text-xs text-quiet">{nameOf(consignor)}</span>
        </span>
      ),
      csv: ({ waybill }) => waybill,
    },
    {
      key: 'status',
      head: t('status'),
      cell: ({ status }) => <Badge tone={toneOf(status)}>{t(`status.${status}`)}</Badge>,
      csv: ({ status }) => status,
    },
    {
      key: 'flags',
      head: t('flags'),
      cell: ({ flags }) => <Flags flags={flags} />,
      csv: ({ flags }) => flags.join(' '),
    },
    { key: 'origin', head: t('origin'), cell: ({ origin }) => origin, csv: ({ origin }) => origin },
    {
      key: 'province',
      head: w('province'),
      cell: ({ destination }) => provinceName(destination.province, language),
      csv: ({ destination }) => destination.province,
    },
    {
      key: 'eta',
      head: t('eta'),
      isNumber: true,
      cell: ({ eta, etaMonth }) =>
        eta !== null ? (
          <time dateTime={eta} title={formatDayBoth(eta, language)}>
            {formatDay(eta, language, calendar)}
          </time>
        ) : etaMonth === null ? (
          '–'
        ) : (
          formatMonth(etaMonth, language)
        ),
      csv: ({ eta, etaMonth }) => eta ?? etaMonth,
    },
  ];
}

export function Flags({ flags }: { flags: ShipmentSummary['flags'] }) {
  const t = useTexts(shipmentsTexts);
  if (flags.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1.5">
      {flags.map((flag) => (
        <Badge key={flag} tone="warn">
          {t(`flag.${flag}`)}
        </Badge>
      ))}
    </span>
  );
}
