import type { Permission } from '../../platform/access.ts';
import type { DiscrepancyKind } from '../../reconciliation/rules/discrepancies.ts';

/** What people and programs are told of. */
export const EVENT_TYPES = [
  'discrepancy.opened',
  'discrepancy.changed',
  'discrepancy.reopened',
  'discrepancy.closed',
  'gap_flag.opened',
  'gap_flag.changed',
  'gap_flag.closed',
  'webhook.disabled',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What one must be allowed to ask for to be told of it. */
export const PERMISSION_OF = {
  'discrepancy.opened': 'discrepancies:read',
  'discrepancy.changed': 'discrepancies:read',
  'discrepancy.reopened': 'discrepancies:read',
  'discrepancy.closed': 'discrepancies:read',
  'gap_flag.opened': 'gaps:read',
  'gap_flag.changed': 'gaps:read',
  'gap_flag.closed': 'gaps:read',
  'webhook.disabled': 'webhooks:manage',
} as const satisfies Record<EventType, Permission>;

/** A disagreement as it was at that moment: ids, and no more than everybody who is told may see. */
export interface CaseTold {
  of: 'discrepancy';
  discrepancy: string;
  kind: DiscrepancyKind;
  shipment: string | null;
  /** What the papers call the shipment. */
  waybill: string | null;
  pledge: string | null;
  pledgeReference: string | null;
  /** Whose promise it is: he alone of the organisations sees which. */
  donor: string | null;
  province: string | null;
  sector: string | null;
  item: string | null;
  quantityMilli: number | null;
}

export interface FlagTold {
  of: 'gap_flag';
  flag: string;
  province: string;
  sector: string;
  severity: 'serious' | 'critical';
  months: readonly string[];
}

export interface WebhookTold {
  of: 'webhook';
  webhook: string;
  url: string;
  why: 'gone' | 'failing';
}

export type Told = CaseTold | FlagTold | WebhookTold;

/** One thing that happened, for whoever it concerns. */
export interface Happened {
  /** Of the thing and its change: the same one again is the same notice. */
  cause: string;
  type: EventType;
  told: Told;
  /** See `addressees.ts`. */
  addressees: readonly string[];
}
