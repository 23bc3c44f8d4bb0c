import autocannon from 'autocannon';
import { newId } from '../../src/platform/ids.ts';

export const KEY = 'bench-key-bench-key-bench-key-bench-key';
const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

export interface Posted {
  answered: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx, and connection errors: must be 0 for the figure to mean anything. */
  refused: number;
}

export interface Lane {
  shipment: string;
  line: string;
  province: string;
}

/** Asks the API, or with a body posts to it; anything but a 2xx is an error. */
export async function authorised<T>(url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** As in life: a shipment has about ten events, told one after another, and those that are told of now were recorded lately. */
const EVENTS_PER_SHIPMENT = 10;
const SHIPMENTS_AT_ONCE = 32;

function laneOf(lanes: readonly Lane[], count: number): Lane {
  const lap = Math.floor(count / (EVENTS_PER_SHIPMENT * SHIPMENTS_AT_ONCE));
  return lanes[(lap * SHIPMENTS_AT_ONCE + (count % SHIPMENTS_AT_ONCE)) % lanes.length] as Lane;
}

/** Posts one distinct receipt per request, ten to a shipment, for `seconds`. */
export async function postReceipts(
  url: string,
  lanes: readonly Lane[],
  connections: number,
  seconds: number,
): Promise<Posted> {
  let count = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers,
        setupRequest: (request) => {
          const { shipment, line } = laneOf(lanes, count++);
          const body = JSON.stringify({
            id: newId(),
            type: 'received',
            occurredAt: '2026-11-20T06:10:00Z',
            deviceId: 'bench',
            deviceSeq: count,
            lines: [
              {
                line,
                good: 0.96,
                damaged: 0.03,
                missing: 0.01,
                reason: 'wet_damage',
                responsibility: 'carrier',
              },
            ],
          });
          return { ...request, path: `/api/v1/shipments/${shipment}/events`, body };
        },
      },
    ],
  });
  return {
    answered: result.requests.total,
    perSecond: Math.round(result.requests.average),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx + result.errors,
  };
}

/** Records shipments through the API for receipts to be posted to. */
export async function recordShipments(url: string, count: number): Promise<Lane[]> {
  const post = <T>(path: string, body: unknown) => authorised<T>(`${url}/api/v1${path}`, body);
  const consignor = await post<{ id: string }>('/organisations', {
    name: `Bench ${newId()}`,
    kind: 'logistics',
  });
  const lanes: Lane[] = [];
  const recordOne = async (index: number) => {
    const province = `AF${String((index % 34) + 1).padStart(2, '0')}`;
    const recorded = await post<{ id: string; lines: { id: string }[] }>('/shipments', {
      waybill: `BENCH-${index}`,
      consignor: consignor.id,
      consignee: consignor.id,
      origin: 'Almaty',
      crossing: 'hairatan',
      destination: { province },
      plannedDispatch: '2026-11-10',
      eta: '2026-11-28',
      lines: [{ item: 'wheat_flour', quantity: 50_000 }],
    });
    lanes.push({ shipment: recorded.id, line: recorded.lines[0]?.id ?? '', province });
  };
  for (let first = 0; first < count; first += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, count - first) }, (_, offset) => recordOne(first + offset)),
    );
  }
  return lanes;
}
