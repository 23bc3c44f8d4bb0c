/** Convoys on the road, what their coordinators tell of them, and what the books must say when it is told. */
import { expect } from 'vitest';
import { DAY_MS } from '../../src/platform/calendar.ts';
import { newId } from '../../src/platform/ids.ts';
import { type EventBody, type Ledger, lineOf, WHEAT } from '../support/ledger.ts';

const LOADED_KG = 50_000;
const PROVINCES = 34;

/** A waybill of 50 t of wheat flour, and everything that will be told of it. */
export interface Convoy {
  shipment: string;
  province: string;
  reports: EventBody[];
}

/** One event on its way to the service. */
export interface Report {
  shipment: string;
  body: EventBody;
}

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const provinceOf = (index: number) => `AF${String((index % PROVINCES) + 1).padStart(2, '0')}`;

/** Records convoys to all provinces in turn, and the need of each; `reportsEach` events will be told of every one. */
export async function loadConvoys(ledger: Ledger, count: number, reportsEach: number): Promise<Convoy[]> {
  const consignor = await ledger.organisation('Convoys');
  const month = new Date().toISOString().slice(0, 7);
  await Promise.all(
    Array.from({ length: Math.min(count, PROVINCES) }, (_, i) =>
      ledger.need([month], 1_000, { province: provinceOf(i) }),
    ),
  );
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const province = provinceOf(i);
      const shipment = await ledger.ship(consignor, {
        waybill: `WB-${i}`,
        destination: { province },
        ...{ plannedDispatch: dayFromNow(-2), eta: dayFromNow(20) },
        lines: [{ item: WHEAT, quantity: LOADED_KG }],
      });
      return { shipment: shipment.id, province, reports: storyOf(lineOf(shipment), reportsEach, i) };
    }),
  );
}

/**
 * Dispatched, then partial receipts, now and then a mistake corrected, a theft, a return or a remark; `turn` says which comes when, so
 * that not all stories end alike.
 */
function storyOf(line: string, count: number, turn: number): EventBody[] {
  const began = Date.now() - 3_600_000;
  const reports: EventBody[] = [];
  for (let n = 0; n < count; n++) {
    const common = { id: newId(), occurredAt: new Date(began + n * 1_000).toISOString() };
    const before = reports.at(-1);
    const kind = (n + turn) % 10;
    if (n === 0) {
      reports.push({ ...common, type: 'dispatched', lines: [{ line, quantity: LOADED_KG }] });
    } else if (kind === 5 && before) {
      reports.push({ ...common, type: 'voided', voids: before.id });
    } else if (kind === 7) {
      reports.push({
        ...common,
        type: 'lost',
        lines: [{ line, quantity: 10 + n, reason: 'theft_pilferage' }],
      });
    } else if (kind === 8) {
      reports.push({
        ...common,
        type: 'returned',
        lines: [{ line, quantity: 20 + n, reason: 'wrong_item' }],
      });
    } else if (kind === 9) {
      reports.push({ ...common, type: 'note', note: 'the road is open' });
    } else {
      reports.push({
        ...common,
        type: 'received',
        lines: [
          { line, good: 100 + n },
          { line, damaged: 3, reason: 'wet_damage' },
          { line, missing: 2, reason: 'lost_in_transit' },
        ],
      });
    }
  }
  return reports;
}

/**
 * Everything to be told, in the order of time. The convoys set out one after the other, a quarter of them being on the road at a
 * time: at every moment the last is told of one, and nothing later will mend what is forgotten of it.
 */
export function reportsOf(convoys: readonly Convoy[]): Report[] {
  return convoys
    .flatMap(({ shipment, reports }, index) => {
      const setsOutAt = (index * 4 * reports.length) / convoys.length;
      return reports.map((body, n) => ({ shipment, body, at: setsOutAt + n }));
    })
    .sort((a, b) => a.at - b.at);
}

/** What the reports that arrived add up to, in kg: simple sums, for nothing here is more than was loaded. */
export function balanceOf(arrived: readonly EventBody[]) {
  const voided = new Set(arrived.flatMap((report) => (report.type === 'voided' ? [report.voids] : [])));
  const sums = { good: 0, damaged: 0, missing: 0, lost: 0, returned: 0 };
  let moved = false;
  for (const report of arrived) {
    if (voided.has(report.id) || report.type === 'note' || report.type === 'voided') continue;
    moved = true;
    if (report.type === 'lost' || report.type === 'returned') {
      for (const { quantity } of report.lines) sums[report.type] += quantity;
    } else if (report.type === 'received') {
      for (const { good = 0, damaged = 0, missing = 0 } of report.lines) {
        sums.good += good;
        sums.damaged += damaged;
        sums.missing += missing;
      }
    }
  }
  const accounted = Object.values(sums).reduce((sum, quantity) => sum + quantity, 0);
  const dispatched = moved ? LOADED_KG : 0;
  return { ...sums, dispatched, excess: 0, outstanding: dispatched - accounted };
}

/**
 * Fails unless every acknowledged report is there, none of them twice, none of anybody else's, and the balance of every
 * convoy is that of the reports that are there. Answers the ids of all that are.
 */
export async function expectBooks(
  ledger: Ledger,
  convoys: readonly Convoy[],
  acknowledged: { has: (id: string) => boolean },
): Promise<Set<string>> {
  const all = new Set<string>();
  for (const { shipment, reports } of convoys) {
    const shown = await ledger.shipment(shipment);
    const ids = shown.events.map(({ id }) => id);
    const there = new Set(ids);
    const known = new Set(reports.map(({ id }) => id));
    expect(ids.length, 'an event is there twice').toBe(there.size);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    const forgotten = reports.filter(({ id }) => acknowledged.has(id) && !there.has(id));
    expect(forgotten, 'acknowledged, and not there').toEqual([]);
    const arrived = reports.filter(({ id }) => there.has(id));
    expect(shown.lines).toEqual([expect.objectContaining(balanceOf(arrived))]);
    for (const id of ids) all.add(id);
  }
  return all;
}

/** Fails unless the lanes hold what the reports that are there say, to the kilogram: what workers computed, after everything. */
export async function expectLanes(
  ledger: Ledger,
  convoys: readonly Convoy[],
  there: ReadonlySet<string>,
): Promise<void> {
  for (const [province, convoysTo] of Map.groupBy(convoys, (convoy) => convoy.province)) {
    const wanted = { delivered: 0, lost: 0, underway: 0 };
    for (const { reports } of convoysTo) {
      const balance = balanceOf(reports.filter(({ id }) => there.has(id)));
      wanted.delivered += balance.good;
      wanted.lost += balance.damaged + balance.missing + balance.lost;
      // What has not moved is planned, and counts as firm: it has no pledge.
      wanted.underway += balance.dispatched === 0 ? LOADED_KG : balance.outstanding;
    }
    const found = { delivered: 0, lost: 0, underway: 0 };
    for (const { class: supplyClass, quantity } of (await ledger.lane(province)).parcels) {
      found[supplyClass === 'delivered' || supplyClass === 'lost' ? supplyClass : 'underway'] +=
        quantity ?? 0;
    }
    expect({ province, ...found }).toEqual({ province, ...wanted });
  }
}
