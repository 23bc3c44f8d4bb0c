import { useQuery } from '@tanstack/react-query';
import type { Shipment } from '../../../shipments/contract.ts';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatPm } from '../../text/numbers.ts';
import { useQuantity } from '../../ui/quantity.ts';
import { Table } from '../../ui/table.tsx';
import { shipmentsTexts } from '../texts.ts';

type Line = Shipment['lines'][number];
/** dispatched + excess = good + damaged + missing + lost + returned + outstanding */
const COLUMNS = [
  'dispatched',
  'good',
  'damaged',
  'missing',
  'lost',
  'returned',
  'excess',
  'outstanding',
] as const;

/** The books of each line: what was sent, and what became of every unit of it. */
export function Balance({ shipment: { lines, waybill } }: { shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  const language = useLanguage();
  const quantity = useQuantity();
  const provinceName = useProvinceName();
  const { data: items = [] } = useQuery(itemsQuery);
  const nameOf = ({ item }: Line) => items.find(({ code }) => code === item)?.name[language] ?? item;
  return (
    <Table
      caption={t('lines')}
      isCaptionHidden
      rows={lines}
      keyOf={({ id, item }) => id ?? item}
      csvName={`shipment-${waybill}`}
      columns={[
        {
          key: 'item',
          head: t('item'),
          cell: (line) => (
            <span className="flex min-w-32 flex-col">
              {nameOf(line)}
              <span className="text-xs text-quiet">
                {line.id === null
                  ? t('unplanned')
                  : line.destination && provinceName(line.destination.province, language)}
              </span>
            </span>
          ),
          csv: ({ item }) => item,
        },
        {
          key: 'quantity',
          head: t('planned'),
          isNumber: true,
          cell: ({ quantity: much, unit }) => quantity(much, unit),
          csv: ({ quantity: much }) => much,
        },
        ...COLUMNS.map((column) => ({
          key: column,
          head: t(`balance.${column}`),
          isNumber: true,
          cell: (line: Line) =>
            line[column] === 0 ? (
              <span className="text-quiet">{quantity(0, null)}</span>
            ) : (
              <span className="flex flex-col">
                {quantity(line[column], line.unit)}
                <span className="text-xs text-quiet">
                  {t('pm', { value: formatPm(line.pm[column], language) })}
                </span>
              </span>
            ),
          csv: (line: Line) => line[column],
        })),
      ]}
    />
  );
}
