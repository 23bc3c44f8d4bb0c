/**
 * What of a row leaves the circle of those it concerns (docs/access.md): for every way out of the ledger — API, exports, streams, webhooks — here and
 * nowhere else. Exact places, persons, devices and convoys on their way are told inside alone; outside, the province and the month. A row that
 * another one names is told to whoever sees it.
 */
import type { GapExplanation } from '../gaps/contract/explain.ts';
import type { Lane } from '../gaps/contract.ts';
import type { Pledge } from '../pledges/contract.ts';
import type { Statement } from '../pledges/contract/statement.ts';
import type { StatementRecord } from '../pledges/contract/statement-records.ts';
import type { Discrepancy } from '../reconciliation/contract.ts';
import type { BlindShipment } from '../shipments/contract/blind.ts';
import type { GoodsReceivedNote } from '../shipments/contract/grn.ts';
import type { Shipment, ShipmentSummary } from '../shipments/contract.ts';
import type { Relation } from './rules.ts';

/** How whoever asks stands to the row that is shown, and which of the rows it names he sees. */
export interface Circle {
  relation: Relation;
  sees: (id: string) => boolean;
}

interface Views {
  shipment: Shipment;
  shipmentSummary: ShipmentSummary;
  blindShipment: BlindShipment;
  goodsReceivedNote: GoodsReceivedNote;
  pledge: Pledge;
  statement: Statement;
  statementRecord: StatementRecord;
  discrepancy: Discrepancy;
  laneParcel: Lane['parcels'][number];
  movingFact: GapExplanation['steps'][number]['facts'][number];
}

/** A view as whoever asks may see it. */
export function redact<V extends keyof Views>(view: V, circle: Circle, shown: Views[V]): Views[V] {
  return (REDACTIONS[view] as (shown: Views[V], circle: Circle) => Views[V])(shown, circle);
}

const REDACTIONS: { [V in keyof Views]: (shown: Views[V], circle: Circle) => Views[V] } = {
  shipment(shown, { relation, sees }) {
    if (relation === 'inside') return shown;
    const underWay = isUnderWay(shown.status);
    return {
      ...headOutside(shown, underWay),
      ...(underWay && { currentEta: null }),
      lines: shown.lines.map((line) => ({
        ...line,
        destination: provinceOnly(line.destination),
        pledgeLine: line.pledgeLine !== null && sees(line.pledgeLine) ? line.pledgeLine : null,
        adjustments: underWay ? line.adjustments.map((one) => ({ ...one, at: null })) : line.adjustments,
      })),
      events: underWay ? [] : shown.events.map(eventOutside),
      attachments: [],
    };
  },

  shipmentSummary: (shown, { relation }) =>
    relation === 'inside' ? shown : headOutside(shown, isUnderWay(shown.status)),

  // It does not say whether it has arrived: as if it had not.
  blindShipment: (shown, { relation }) =>
    relation === 'inside'
      ? shown
      : {
          ...headOutside(shown, true),
          currentEta: null,
          lines: shown.lines.map((line) => ({ ...line, destination: provinceOnly(line.destination) })),
          events: [],
        },

  goodsReceivedNote: (shown, { relation }) =>
    relation === 'inside'
      ? shown
      : {
          ...shown,
          ...{ vehicle: null, place: provinceOf(shown.place), receivers: [], deliverers: [], note: null },
          attachments: [],
          voidedBy: shown.voidedBy.map((cancel) => ({ ...cancel, note: null })),
          lines: shown.lines.map((line) => ({ ...line, entries: line.entries.map(entryOutside) })),
        },

  pledge: (shown, { sees }) => ({
    ...shown,
    parent: shown.parent !== null && sees(shown.parent) ? shown.parent : null,
    children: shown.children.filter(({ id }) => sees(id)),
    duplicateAnswer: shown.duplicateAnswer && {
      ...shown.duplicateAnswer,
      candidates: shown.duplicateAnswer.candidates.filter(({ id }) => sees(id)),
    },
  }),

  statement: (shown, { sees }) => ({
    ...shown,
    parent: shown.parent !== null && sees(shown.parent) ? shown.parent : null,
    children: shown.children.filter(sees),
  }),

  // What it contributes stays, so that the contributions still add up to the figure.
  statementRecord(shown, { relation, sees }) {
    if (shown.kind !== 'cargo' || shown.shipment === null) return shown;
    if (!sees(shown.shipment)) {
      return { ...shown, shipment: null, waybill: null, shipmentLine: null, event: null };
    }
    return relation === 'inside' ? shown : { ...shown, event: null };
  },

  discrepancy: (shown, { sees }) =>
    shown.pledge === null || sees(shown.pledge) ? shown : { ...shown, pledge: null, valueUsd: null },

  // What it moved stays. Where a convoy is now is told inside: outside, that something was heard of it.
  movingFact: (shown, { relation }) =>
    relation === 'inside' || shown.kind !== 'event' ? shown : { ...shown, what: 'recorded', event: null },

  // The amount stays, so that the numbers still add up. A parcel is asked for by whoever it belongs to.
  laneParcel: (shown, { sees }) =>
    sees((shown.shipment ?? shown.pledge)?.id ?? '')
      ? shown
      : { ...shown, shipment: null, pledge: null, line: null },
};

/** Whether a convoy has not yet arrived, as far as anybody knows. */
export function isUnderWay(status: ShipmentSummary['status']): boolean {
  return !['received', 'lost', 'returned', 'cancelled'].includes(status);
}

interface Head {
  vehicle: string | null;
  crossing: string | null;
  plannedDispatch: string | null;
  eta: string | null;
  destination: { province: string; district?: string | null | undefined };
}

function headOutside<H extends Head>(head: H, underWay: boolean): H {
  return {
    ...head,
    vehicle: null,
    destination: { ...head.destination, district: null },
    ...(underWay && { crossing: null, plannedDispatch: null, eta: null }),
  };
}

type Told = Shipment['events'][number];

function eventOutside(event: Told): Told {
  const common = {
    ...{ deviceId: null, deviceSeq: null, note: null, attachments: [] },
    place: provinceOf(event.place),
  };
  if (event.type === 'received') return { ...event, ...common, lines: event.lines.map(entryOutside) };
  if (event.type === 'diverted') {
    return { ...event, ...common, destination: { ...event.destination, district: null } };
  }
  return { ...event, ...common };
}

type Entry = GoodsReceivedNote['lines'][number]['entries'][number];

const entryOutside = (entry: Entry): Entry => ({
  ...entry,
  ...{ receiver: null, deliverer: null, place: provinceOf(entry.place) },
});

/** A province or district as its province. */
const provinceOf = (place: string | null) => place && place.slice(0, 4);

const provinceOnly = <D extends { district?: string | null | undefined } | null>(destination: D): D =>
  destination && { ...destination, district: null };
