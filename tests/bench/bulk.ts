/** Loads many recorded events straight into the tables, as years of work would leave them: only to measure on. */
import { items } from '../../src/catalogue/catalogue.ts';
import { foldText } from '../../src/places/rules/matcher.ts';
import { provinces } from '../../src/places/places.ts';
import { DAY_MS, dayOf } from '../../src/platform/calendar.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Store, WriteScope } from '../../src/platform/storage/store.ts';
import { organisations } from '../../src/accounts/tables.ts';
import { needs } from '../../src/needs/tables.ts';
import { shipmentEvents, shipmentLines, shipments } from '../../src/shipments/tables.ts';

const EVENTS_PER_SHIPMENT = 10;
const SHIPMENTS_PER_UNIT = 200;
const YEARS = 3;

/** Needs for every province, sector and month of the years loaded, and `events` events over a tenth as many shipments. */
export async function bulkLoad(store: Store, events: number, now: number): Promise<void> {
  const organisation = newId();
  await store.write(async (scope) => {
    await scope.db.insert(scope.of(organisations)).values({
      ...{
        id: organisation,
        name: 'Bulk',
        nameFolded: `bulk ${organisation}`,
        kind: 'logistics',
        recordedAt: now,
      },
    });
    await insertNeeds(scope, now);
  });
  const count = events / EVENTS_PER_SHIPMENT;
  for (let first = 0; first < count; first += SHIPMENTS_PER_UNIT) {
    const size = Math.min(SHIPMENTS_PER_UNIT, count - first);
    await store.write(async (scope) => {
      const made = Array.from({ length: size }, (_, offset) =>
        madeShipment(first + offset, count, organisation, now),
      );
      await scope.db.insert(scope.of(shipments)).values(made.map(({ shipment }) => shipment));
      await scope.db.insert(scope.of(shipmentLines)).values(made.map(({ line }) => line));
      for (let at = 0; at < made.length; at += 50) {
        const rows = made.slice(at, at + 50).flatMap(({ told }) => told);
        await scope.db.insert(scope.of(shipmentEvents)).values(rows);
      }
    });
  }
}

async function insertNeeds(scope: WriteScope, now: number): Promise<void> {
  const current = new Date(now);
  for (const { pcode, population } of provinces) {
    for (const sector of ['food_security', 'education', 'trade']) {
      const rows = Array.from({ length: YEARS * 12 + 6 }, (_, index) => {
        const month = new Date(
          Date.UTC(current.getUTCFullYear(), current.getUTCMonth() - YEARS * 12 + index, 1),
        );
        return {
          ...{ id: newId(), province: pcode, sector, month: month.toISOString().slice(0, 7) },
          ...{
            peopleInNeed: null,
            peopleTargeted: Math.round(population / 4),
            source: 'bench',
            isEstimate: true,
          },
          ...{ recordedBy: 'bench', recordedAt: now },
        };
      });
      await scope.db.insert(scope.of(needs)).values(rows);
    }
  }
}

function madeShipment(index: number, count: number, organisation: string, now: number) {
  const id = newId();
  const lineId = newId();
  const province = provinces[index % provinces.length]?.pcode ?? 'AF01';
  const item = items[index % items.length]?.code ?? 'wheat_flour';
  const departed = now - Math.round(((count - index) / count) * YEARS * 365 * DAY_MS) - 5 * DAY_MS;
  const recorded = { recordedBy: 'bench', recordedAt: departed };
  const waybill = `BULK-${index}`;
  const shipment = {
    ...{ id, waybill, consignor: organisation, consignee: organisation, origin: 'Almaty' },
    waybillFolded: foldText(waybill),
    ...{ crossing: 'hairatan', province, contentHash: '', ...recorded },
    plannedDispatch: dayOf(departed),
    eta: dayOf(departed + 20 * DAY_MS),
  };
  const line = { id: lineId, shipment: id, position: 0, item, quantityMilli: 50_000_000 };
  const received = (part: number) => ({
    lines: [
      {
        ...{
          line: lineId,
          item: null,
          good: part - 1_000_000,
          damaged: 600_000,
          missing: 400_000,
          excess: 0,
          against: part,
        },
        ...{ reason: 'wet_damage', reasonText: null, responsibility: 'carrier' },
      },
    ],
    blind: false,
  });
  const steps: [type: string, days: number, details: Record<string, unknown>][] = [
    ['booked', 0, {}],
    ['loaded', 0.5, {}],
    ['dispatched', 1, { lines: [] }],
    ['arrived_border', 3, {}],
    ['customs_released', 4, {}],
    ['arrived_hub', 6, {}],
    ['departed_hub', 8, {}],
    ['received', 12, received(20_000_000)],
    ['received', 14, received(20_000_000)],
    ['received', 18, received(10_000_000)],
  ];
  const told = steps.map(([type, days, details]) => {
    const at = departed + Math.round(days * DAY_MS);
    return {
      ...{ id: newId(), shipment: id, type, occurredAt: at, recordedAt: at, place: null, deviceId: null },
      ...{
        deviceSeq: null,
        note: null,
        recordedBy: 'bench',
        source: 'import' as const,
        details,
        contentHash: '',
      },
    };
  });
  return { shipment, line, told };
}
