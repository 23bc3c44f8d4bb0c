import { itemOf } from '../catalogue/catalogue.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli, toPersonMonths } from '../platform/quantity.ts';
import type { GapCell, GapReport, Lane } from './contract.ts';
import type { LaneCellRow } from './repo.ts';
import type { GapFlagRow } from './repo/flags.ts';
import { coverageBand, type Waterfall } from './rules/cell.ts';
import { SUPPLY_CLASSES, type SupplyClass } from './rules/parcel.ts';

/** What of a flag a cell shows. */
type OpenFlag = Pick<GapFlagRow, 'id' | 'months' | 'closedAt'>;

interface NeedFact {
  peopleInNeed: number | null;
  peopleTargeted: number;
  source: string;
  isEstimate: boolean;
  recordedAt: number;
}

/** A stored cell as the report shows it; with its need, as a lane's page shows it. */
export function toGapCell(cell: LaneCellRow, flag: OpenFlag | undefined): GapCell;
export function toGapCell(
  cell: LaneCellRow,
  flag: OpenFlag | undefined,
  need: NeedFact | undefined,
): Lane['months'][number];
export function toGapCell(
  cell: LaneCellRow,
  flag: OpenFlag | undefined,
  ...behind: [] | [NeedFact | undefined]
): GapCell | Lane['months'][number] {
  const { province, month, isEstimate, facts, level, priority, need } = cell;
  const shown: GapCell = {
    ...{ province, month, isEstimate, facts, level, priority },
    sector: cell.sector as GapCell['sector'],
    needPm: need === null ? null : toPersonMonths(need),
    coverage: need === null || need === 0 ? null : coverageBand(need, cell),
    waterfall: need === null ? null : inPersonMonths(cell),
    excessPm: toPersonMonths(cell.excess),
    flag: flag && flag.closedAt === null && flag.months.includes(month) ? flag.id : null,
  };
  if (behind.length === 0) return shown;
  return { ...shown, carriedPm: toPersonMonths(cell.carried), need: behind[0] ? toNeed(behind[0]) : null };
}

function toNeed({ peopleInNeed, peopleTargeted, source, isEstimate, recordedAt }: NeedFact) {
  return { peopleInNeed, peopleTargeted, source, isEstimate, recordedAt: toIso(recordedAt) };
}

function inPersonMonths(waterfall: Waterfall): Waterfall {
  return Object.fromEntries(
    [...SUPPLY_CLASSES, 'unpledged' as const].map((part) => [part, toPersonMonths(waterfall[part])]),
  ) as Waterfall;
}

/** What belongs to no lane, by sector; with a sector asked for, only its own. */
export function toUnallocated(
  rows: readonly {
    sector: string;
    class: SupplyClass;
    personDaysMilli: number;
    amountUsd: number | null;
    records: number;
  }[],
  sector: string | undefined,
): GapReport['unallocated'] {
  const asked = rows.filter((row) => sector === undefined || row.sector === sector);
  return Object.fromEntries(
    Array.from(
      Map.groupBy(asked, (row) => row.sector),
      ([of, supply]) => [
        of,
        supply.map(({ class: supplyClass, personDaysMilli, amountUsd, records }) => ({
          class: supplyClass,
          pm: of === 'unallocated' ? null : toPersonMonths(personDaysMilli),
          amountUsd,
          records,
        })),
      ],
    ),
  );
}

interface ParcelRow {
  ownerKind: 'shipment' | 'pledge';
  owner: string;
  class: SupplyClass;
  arrivalMonth: string;
  dueMonth: string;
  monthsOfUse: number;
  personDaysMilli: number;
  item: string | null;
  quantityMilli: number | null;
  amountUsd: number | null;
  shipmentLine: string | null;
  pledgeLine: string | null;
}

/** Parcels of one key, summed. */
export function toLaneSupply(
  sum: Pick<ParcelRow, 'class' | 'arrivalMonth' | 'dueMonth' | 'monthsOfUse' | 'personDaysMilli'> & {
    records: number;
  },
): Lane['supply'][number] {
  const { arrivalMonth, dueMonth, monthsOfUse, personDaysMilli, records } = sum;
  return {
    ...{ class: sum.class, arrivalMonth, dueMonth, monthsOfUse, records },
    pm: toPersonMonths(personDaysMilli),
  };
}

/** A parcel with the record it comes from. */
export function toLaneParcel(
  parcel: ParcelRow,
  shipments: ReadonlyMap<string, { id: string; waybill: string }>,
  pledges: ReadonlyMap<string, { id: string; reference: string }>,
): Lane['parcels'][number] {
  const { arrivalMonth, dueMonth, monthsOfUse, item, quantityMilli, amountUsd } = parcel;
  const unit = item === null ? null : (itemOf(item)?.unit ?? null);
  const isShipment = parcel.ownerKind === 'shipment';
  return {
    ...{ class: parcel.class, arrivalMonth, dueMonth, monthsOfUse, item, unit, amountUsd },
    pm: toPersonMonths(parcel.personDaysMilli),
    quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
    tonnes: unit === 'KGM' && quantityMilli !== null ? quantityMilli / 1_000_000 : null,
    shipment: isShipment ? (shipments.get(parcel.owner) ?? null) : null,
    pledge: isShipment ? null : (pledges.get(parcel.owner) ?? null),
    line: isShipment ? parcel.shipmentLine : parcel.pledgeLine,
  };
}

/** A share from 0 to 1, rounded to 4 decimals; 0 of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round(Math.min(1, part / whole) * 10_000) / 10_000;
}
