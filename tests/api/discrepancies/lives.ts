/** For every kind of disagreement facts that open, change, close and reopen it. */
import type { Discrepancy } from '../../../src/reconciliation/contract.ts';
import type { RecordedEvent } from '../../../src/shipments/contract/events.ts';
import type { Told } from '../../support/ledger.ts';
import { pledgesOf } from '../../support/pledges.ts';
import { type Case, type setup, shipMore } from './case.ts';

type Step = (of: Case) => Promise<unknown>;

export interface Life {
  kind: Discrepancy['kind'];
  given?: Parameters<typeof setup>[0];
  /** What opens it, and for how much. */
  opens: readonly [Step, number | null];
  /** What changes it; of the whole there is no quantity to change. */
  changes: readonly [Step, number | null];
  closes: Step;
  reopens: readonly [Step, number | null];
}

/** Events of a case that a later step takes back. */
const told = new WeakMap<Case, RecordedEvent[]>();
const keep = async (of: Case, event: Promise<RecordedEvent>) => {
  told.set(of, [...(told.get(of) ?? []), await event]);
};
const takeAll: Step = (of) => of.take(...(told.get(of) ?? []));
const received =
  (...receipt: Parameters<Case['receive']>): Step =>
  (of) =>
    keep(of, of.receive(...receipt));
const happened =
  (event: (of: Case) => Told): Step =>
  (of) =>
    keep(of, of.tell(event(of)));

const rice = (good: number) =>
  happened(() => ({
    ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
    lines: [{ line: null, item: 'rice', good }],
  }));
const lost = (quantity: number) =>
  happened(({ line }) => ({ type: 'lost', lines: [{ line, quantity, reason: 'looting_diversion' }] }));
const loaded = (quantity: number, occurredAt: string) =>
  happened(({ line }) => ({ type: 'dispatched', occurredAt, lines: [{ line, quantity }] }));
const waits =
  (until: string): Step =>
  ({ at }) =>
    at(until);

export const LIVES: Life[] = [
  {
    kind: 'short_receipt',
    opens: [received({ good: 28_000, missing: 2_000 }), 2_000],
    changes: [received({ good: 19_000, missing: 1_000 }), 3_000],
    closes: takeAll,
    reopens: [received({ good: 49_500, missing: 500 }), 500],
  },
  {
    kind: 'excess_receipt',
    opens: [received({ good: 51_000, excess: 1_000 }), 1_000],
    // A second receipt of what was accounted for already is more than was sent, whatever it says of itself.
    changes: [received({ good: 250 }), 1_250],
    closes: takeAll,
    reopens: [received({ good: 50_001, excess: 1 }), 1],
  },
  {
    kind: 'damage',
    opens: [received({ good: 28_500, damaged: 1_500 }), 1_500],
    changes: [received({ good: 10_000, damaged: 0.001 }), 1_500.001],
    closes: takeAll,
    reopens: [received({ damaged: 7 }), 7],
  },
  {
    kind: 'loss',
    opens: [lost(400), 400],
    // Only 100 are left to be lost when the rest has come: the other 200 explain nothing outstanding.
    changes: [received({ good: 49_700 }), 300],
    closes: takeAll,
    reopens: [lost(50), 50],
  },
  {
    kind: 'unplanned_item',
    opens: [rice(100), 100],
    changes: [rice(20), 120],
    closes: takeAll,
    reopens: [rice(1), 1],
  },
  {
    kind: 'misdelivery',
    opens: [received({ good: 900, damaged: 100 }, { place: 'AF20' }), 1_000],
    changes: [received({ good: 500 }, { place: 'AF2001' }), 1_500],
    // It was meant to go there: the diversion was told late.
    closes: async (of) => {
      const diverted = of.tell({ type: 'diverted', destination: { province: 'AF20' } });
      told.set(of, [await diverted]);
    },
    reopens: [takeAll, 1_500],
  },
  {
    kind: 'overdue',
    opens: [waits('2026-12-01T19:30:00Z'), 50_000],
    changes: [received({ good: 20_000 }), 30_000],
    closes: happened(() => ({ type: 'delayed', eta: '2026-12-10', occurredAt: '2026-12-01T06:00:00Z' })),
    reopens: [waits('2026-12-13T19:30:00Z'), 30_000],
  },
  {
    kind: 'stale',
    opens: [waits('2026-11-18T06:10:00.001Z'), 50_000],
    // News of an hour after the departure is no younger for being told today.
    changes: [received({ good: 1 }, { occurredAt: '2026-11-11T06:10:00Z' }), 49_999],
    closes: happened(() => ({ type: 'note', note: 'seen in Salang', occurredAt: '2026-11-18T06:00:00Z' })),
    reopens: [waits('2026-11-25T06:00:00.001Z'), 49_999],
  },
  {
    kind: 'suspected_duplicate_receipt',
    opens: [
      async ({ receive }) => {
        await receive({ good: 10_000, missing: 20 }, { deviceId: 'phone-1' });
        await receive({ good: 10_000, missing: 20 }, { deviceId: 'phone-2' });
      },
      10_020,
    ],
    changes: [(of) => of.receive({ good: 10_000, missing: 20 }, { deviceId: 'phone-3' }), 20_040],
    closes: async (of) => {
      const { events } = await of.ledger.shipment(of.shipment.id);
      const again = events.filter(({ deviceId }) => deviceId === 'phone-2' || deviceId === 'phone-3');
      for (const { id } of again)
        await keep(of, of.tell({ type: 'decided', decision: { event: id, counts: false } }));
    },
    reopens: [(of) => of.take(told.get(of)![0]!), 10_020],
  },
  {
    kind: 'over_shipped_pledge',
    opens: [(of) => shipMore(of, 460_000), 10_000],
    changes: [(of) => shipMore(of, 5_000), 15_000],
    closes: ({ service, pledge }) =>
      pledgesOf(service).edit(pledge, '"1"', { lines: [{ id: pledge.lines[0]!.id, quantity: 515_000 }] }),
    reopens: [(of) => shipMore(of, 0.5), 0.5],
  },
  {
    kind: 'pledge_overdue',
    given: { expectedBy: '2026-11-20' },
    opens: [waits('2026-11-20T19:30:00Z'), 450_000],
    changes: [(of) => shipMore(of, 150_000), 300_000],
    closes: ({ service, pledge }) => pledgesOf(service).edit(pledge, '"1"', { expectedBy: '2026-12-01' }),
    reopens: [waits('2026-12-01T19:30:00Z'), 300_000],
  },
  {
    kind: 'sequence_anomaly',
    given: { isDispatched: false },
    opens: [({ tell }) => tell({ type: 'arrived_border', occurredAt: '2026-11-13T06:00:00Z' }), null],
    changes: [({ tell }) => tell({ type: 'arrived_hub', occurredAt: '2026-11-14T06:00:00Z' }), null],
    // The departure was told last: it came first all the same.
    closes: happened(() => ({ type: 'dispatched' })),
    reopens: [takeAll, null],
  },
  {
    kind: 'short_loaded',
    given: { isDispatched: false },
    opens: [loaded(45_000, '2026-11-11T06:00:00Z'), 5_000],
    changes: [loaded(44_000, '2026-11-11T07:00:00Z'), 6_000],
    closes: takeAll,
    reopens: [loaded(49_999.999, '2026-11-11T08:00:00Z'), 0.001],
  },
];
