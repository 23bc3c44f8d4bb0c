/** What donors, coordinators and managers do, in their words: commands with sensible defaults, and what can be read back. */
import type { z } from 'zod';
import type { newOrganisation, Organisation } from '../../src/accounts/contract.ts';
import type { GapReport, Lane } from '../../src/gaps/contract.ts';
import type { needRow } from '../../src/needs/contract.ts';
import { newId } from '../../src/platform/ids.ts';
import type { newPledge, Pledge } from '../../src/pledges/contract.ts';
import type { newEvent, RecordedEvent } from '../../src/shipments/contract/events.ts';
import type { newShipment, Shipment, ShipmentSummary } from '../../src/shipments/contract.ts';
import type { Answer, Client } from './client.ts';

export type PledgeBody = z.input<typeof newPledge>;
export type ShipmentBody = z.input<typeof newShipment>;
export type EventBody = z.input<typeof newEvent>;
export type OrganisationBody = z.input<typeof newOrganisation>;
export type NeedBody = z.input<typeof needRow>;
type ReceivedBody = Extract<EventBody, { type: 'received' }>;
export type ReceiptEntryBody = ReceivedBody['lines'][number];
/** Any event without what is filled in for it. */
export type Told = EventBody extends infer E
  ? E extends EventBody
    ? Omit<E, 'id' | 'occurredAt'> & Partial<Pick<E, 'id' | 'occurredAt'>>
    : never
  : never;

export const WHEAT = 'wheat_flour';
export const FOOD = 'food_security';
export const GHOR = 'AF23';
const DISPATCHED_AT = '2026-11-11T06:10:00Z';

/** A committed pledge of 500 t of wheat flour for Ghor, expected in December. However many a test makes, they are different ones. */
export function pledgeBody(donor: string, changes: Partial<PledgeBody> = {}): PledgeBody {
  return {
    reference: 'KZ-2026-014',
    donor,
    status: 'commitment',
    contributionType: 'in_kind',
    decidedOn: '2026-10-01',
    expectedBy: '2026-12-15',
    currency: 'USD',
    ratePerUsd: 1,
    rateDate: '2026-10-01',
    lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 500_000, amount: 29_500_000 }],
    duplicateAnswer: 'different',
    ...changes,
  };
}

/** 50 t of wheat flour from Almaty to Ghor over Hairatan, due in November. */
export function shipmentBody(consignor: string, changes: Partial<ShipmentBody> = {}): ShipmentBody {
  return {
    waybill: 'WB-850',
    consignor,
    consignee: consignor,
    origin: 'Almaty',
    crossing: 'hairatan',
    destination: { province: GHOR },
    plannedDispatch: '2026-11-10',
    eta: '2026-11-28',
    lines: [{ item: WHEAT, quantity: 50_000 }],
    ...changes,
  };
}

/** An event with an id of its own, at the time of the usual dispatch. */
export function eventBody(told: Told): EventBody {
  return { id: newId(), occurredAt: DISPATCHED_AT, ...told };
}

/** The id of a shipment's only line. */
export function lineOf(shipment: Pick<Shipment, 'lines'>, index = 0): string {
  const id = shipment.lines[index]?.id;
  if (!id) throw new Error(`the shipment has no line ${index}`);
  return id;
}

/** The month of a lane. */
export function monthOf(lane: Lane, month: string): Lane['months'][number] {
  const found = lane.months.find((cell) => cell.month === month);
  if (!found) throw new Error(`the lane has no ${month}: ${lane.months.map((cell) => cell.month).join(' ')}`);
  return found;
}

/** Person-months of a lane's parcels by class. */
export function pmByClass({ parcels }: Pick<Lane, 'parcels'>): Record<string, number> {
  return Object.fromEntries(
    Array.from(
      Map.groupBy(parcels, (parcel) => parcel.class),
      ([supplyClass, held]) => [supplyClass, held.reduce((sum, { pm }) => sum + pm, 0)],
    ),
  );
}

function accepted<T>({ status, body }: Answer<T>, allowed: readonly number[]): T {
  if (!allowed.includes(status)) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The ledger as its users use it. Every function fails unless the service accepts what is asked. */
export function ledgerOf({ get, post, put }: Pick<Client, 'get' | 'post' | 'put'>) {
  const created = async <T>(path: string, body: unknown) => accepted(await post<T>(path, body), [201]);
  const read = async <T>(path: string, query: Record<string, string | number | undefined> = {}) =>
    accepted(await get<T>(path, query), [200]);
  return {
    /** Registers an organisation and answers its id. */
    organisation: async (name = 'Kazakhstan', changes: Partial<OrganisationBody> = {}) =>
      (await created<Organisation>('/organisations', { name, kind: 'donor', ...changes })).id,
    pledge: (donor: string, changes?: Partial<PledgeBody>) =>
      created<Pledge>('/pledges', pledgeBody(donor, changes)),
    ship: (consignor: string, changes?: Partial<ShipmentBody>) =>
      created<Shipment>('/shipments', shipmentBody(consignor, changes)),
    /** Records what happened to a shipment. */
    tell: (shipment: { id: string }, told: Told) =>
      created<RecordedEvent>(`/shipments/${shipment.id}/events`, eventBody(told)),
    /** People targeted in a lane, the same in each of these months. */
    need: async (months: readonly string[], people: number, changes: Partial<NeedBody> = {}) => {
      const rows = months.map((month) => ({
        ...{ province: GHOR, sector: FOOD, month, peopleTargeted: people, source: 'HNRP 2026' },
        ...changes,
      }));
      return accepted(
        await put<{ new: number; changed: number; unchanged: number }>('/needs', { rows }),
        [200],
      );
    },
    closeCrossing: async (
      code: string,
      status: 'open' | 'closed' | 'restricted',
      from: string,
      until?: string,
    ) =>
      accepted(
        await put<{ status: string }>(`/crossings/${code}/status`, {
          ...{ status, from, reason: 'told by the border police' },
          ...(until === undefined ? {} : { until }),
        }),
        [200],
      ),
    shipment: (id: string) => read<Shipment>(`/shipments/${id}`),
    shipments: async (query: Record<string, string>) =>
      (await read<{ items: ShipmentSummary[] }>('/shipments', query)).items,
    pledgeOf: (id: string) => read<Pledge>(`/pledges/${id}`),
    lane: (province: string = GHOR, sector: string = FOOD, window: { from?: string; to?: string } = {}) =>
      read<Lane>(`/gaps/${province}/${sector}`, window),
    report: (query: Record<string, string> = {}) => read<GapReport>('/gaps', query),
  };
}

export type Ledger = ReturnType<typeof ledgerOf>;

/** So much flour feeds a person for a month: 1 t = 55.556 person-months. */
export const KG_PER_PM = 18;

/** Sends flour for so many person-months to Ghor and has all of it arrive in November. */
export async function deliver(ledger: Ledger, donor: string, pm: number) {
  const shipment = await ledger.ship(donor, { lines: [{ item: WHEAT, quantity: pm * KG_PER_PM }] });
  const lines = [{ line: lineOf(shipment), good: pm * KG_PER_PM }];
  const receipt = await ledger.tell(shipment, {
    type: 'received',
    occurredAt: '2026-11-14T09:00:00Z',
    lines,
  });
  return { shipment, receipt };
}
