/** The stored ledger and the one that the reference models give, told in the same words: one text a row. */
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { laneCells } from '../../../src/gaps/tables.ts';
import type { ReadScope } from '../../../src/platform/storage/store.ts';
import {
  discrepancies,
  lineStates,
  losses,
  parcels,
  pledgeStates,
  shipmentStates,
} from '../../../src/reconciliation/tables.ts';
import { referenceCells, referenceLedger, type Records } from '../../reference/ledger.ts';
import { lossesTold } from '../../reference/losses.ts';
import type { ReferenceParcel } from '../../reference/parcels.ts';
import { pledgeStatusOf } from '../../reference/pledge.ts';

interface LedgerTold {
  statuses: string[];
  lines: string[];
  parcels: string[];
  losses: string[];
  discrepancies: string[];
  cells: string[];
}

/** The first and last month stored of each lane, by `province sector`. */
export type Windows = Map<string, readonly [string, string]>;

const sorted = (lines: readonly string[]) => [...lines].sort();

/** Without a province a parcel belongs to no lane, and its months mean nothing. */
function parcelTold(owner: string, parcel: Omit<ReferenceParcel, 'line'>): string {
  const { item, class: of, province, sector, arrivalMonth, dueMonth, monthsOfUse } = parcel;
  const when = province === null ? '' : `${dueMonth}→${arrivalMonth}`;
  const much = [parcel.quantityMilli, parcel.amountUsd, parcel.personDaysMilli].join('/');
  return `${owner} ${of} ${item} ${province} ${sector} ${when} ${much} over ${monthsOfUse}`;
}

async function shipmentsOfLosses({ db, of }: ReadScope): Promise<string[]> {
  const stored = Map.groupBy(await db.select().from(of(losses)), ({ shipment }) => shipment);
  return Array.from(stored, ([id, rows]) => lossesTold(rows).map((one) => `${id} ${one}`)).flat();
}

/** Everything derived that is stored. */
export async function storedLedger(scope: ReadScope): Promise<LedgerTold> {
  const { db, of } = scope;
  const cells = await db.select().from(of(laneCells));
  const states = await db.select().from(of(shipmentStates));
  const pledges = await db.select().from(of(pledgeStates));
  const cases = await db.select().from(of(discrepancies));
  return {
    statuses: sorted([
      ...states.map(({ shipment, status, flags }) => `${shipment} ${status} ${flags.join()}`),
      ...pledges.map(({ pledge, status }) => `${pledge} ${status}`),
    ]),
    lines: sorted(
      (await db.select().from(of(lineStates))).map((line) =>
        [
          ...[line.shipment, line.line, line.state, line.dispatchedMilli, line.goodMilli, line.damagedMilli],
          ...[line.missingMilli, line.excessMilli, line.lostMilli, line.returnedMilli, line.outstandingMilli],
        ].join(' '),
      ),
    ),
    parcels: sorted((await db.select().from(of(parcels))).map((parcel) => parcelTold(parcel.owner, parcel))),
    losses: (await shipmentsOfLosses(scope)).sort(),
    discrepancies: sorted(
      cases
        // Whatever people made of them.
        .filter(({ goneAt }) => goneAt === null)
        .map(({ subject, kind, line, quantityMilli }) => `${subject} ${kind} ${line} ${quantityMilli}`),
    ),
    cells: sorted(
      cells.map((cell) =>
        [
          ...[cell.province, cell.sector, cell.month, cell.need],
          ...(cell.need === null ? [] : [...SUPPLY_CLASSES.map((part) => cell[part]), cell.unpledged]),
          ...['excess', cell.excess, 'carried', cell.carried],
        ].join(' '),
      ),
    ),
  };
}

/** Which months are stored: how far a lane reaches is for the service to choose, as long as nothing is left out. */
export async function windows(scope: ReadScope): Promise<Windows> {
  const found: Windows = new Map();
  for (const { province, sector, month } of await scope.db.select().from(scope.of(laneCells))) {
    const [from, to] = found.get(`${province} ${sector}`) ?? [month, month];
    found.set(`${province} ${sector}`, [from < month ? from : month, to < month ? month : to]);
  }
  return found;
}

/** The same from the reference models alone. */
export function expectedLedger(records: Records, now: number, stored: Windows): LedgerTold {
  const found = referenceLedger(records, now);
  const lanes = new Map(stored);
  const reach = (lane: string, month: string) => {
    const [from, to] = lanes.get(lane) ?? [month, month];
    lanes.set(lane, [from < month ? from : month, to < month ? month : to]);
  };
  for (const [lane, people] of records.needs) for (const month of people.keys()) reach(lane, month);
  for (const { province, sector, arrivalMonth } of found.parcels)
    if (province !== null) reach(`${province} ${sector}`, arrivalMonth);
  return {
    statuses: sorted([
      ...Array.from(found.shipments, ([id, { status, flags }]) => `${id} ${status} ${flags.join()}`),
      ...Array.from(records.pledges, ([id, pledge]) => `${id} ${pledgeStatusOf(pledge, now)}`),
    ]),
    lines: sorted(
      Array.from(found.shipments, ([id, { lines }]) =>
        lines.map((line) =>
          [
            ...[
              id,
              line.line ?? line.item,
              line.state,
              line.dispatched,
              line.good,
              line.damaged,
              line.missing,
            ],
            ...[line.excess, line.lost, line.returned, line.outstanding],
          ].join(' '),
        ),
      ).flat(),
    ),
    parcels: sorted(found.parcels.map((parcel) => parcelTold(parcel.owner, parcel))),
    losses: Array.from(found.shipments, ([id, told]) => lossesTold(told.losses).map((one) => `${id} ${one}`))
      .flat()
      .sort(),
    discrepancies: sorted(found.discrepancies),
    cells: sorted(
      Array.from(lanes, ([lane, window]) => {
        const [province, sector] = lane.split(' ') as [string, string];
        return referenceCells(records, found.parcels, [province, sector], window).map(
          ({ month, need, parts, excess, carried }) =>
            [province, sector, month, need, ...(parts ?? []), 'excess', excess, 'carried', carried].join(' '),
        );
      }).flat(),
    ),
  };
}
