/** The closed lists of words cargo is described with (`domain.md` §5), in the order given there. */
export const EVENT_TYPES = [
  'booked',
  'loaded',
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'delayed',
  'diverted',
  'received',
  'lost',
  'returned',
  'distributed',
  'cancelled',
  'note',
  'decided',
  'voided',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Why goods were damaged, missing, in excess, lost or returned. `other` needs its text. */
export const REASON_CODES = [
  'short_loaded',
  'lost_in_transit',
  'theft_pilferage',
  'looting_diversion',
  'wet_damage',
  'torn_package',
  'infestation',
  'expired',
  'deteriorated_at_origin',
  'improper_storage',
  'inadequate_transport',
  'repack',
  'wrong_item',
  'substituted',
  'customs_seized',
  'sampling',
  'miscount',
  'data_entry_error',
  'not_recorded_inbound',
  'not_recorded_outbound',
  'excess_misrouted',
  'other',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

export const RESPONSIBILITIES = [
  'origin',
  'carrier',
  'warehouse',
  'partner',
  'authority',
  'unknown',
] as const;

export type Responsibility = (typeof RESPONSIBILITIES)[number];

/**
 * Whether an event has effect: `counted`; `voided` by another; itself a `void`; a receipt `disputed` as a suspected
 * duplicate (its quantities stay outstanding); or a receipt `set_aside` by a person's decision.
 */
export const STANDINGS = ['counted', 'voided', 'void', 'disputed', 'set_aside'] as const;

export type Standing = (typeof STANDINGS)[number];

/** Statuses of a shipment in the order they are tried: the first that applies is the status. */
export const SHIPMENT_STATUSES = [
  'cancelled',
  'received',
  'lost',
  'returned',
  'partially_received',
  'customs_hold',
  'at_border',
  'at_hub',
  'in_transit',
  'loading',
  'planned',
  'draft',
] as const;

export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** Flags of a shipment, in the order they are reported. */
export const SHIPMENT_FLAGS = [
  'overdue',
  'stale',
  'held',
  'out_of_sequence',
  'back_dated',
  'clock_suspect',
  'over_received',
  'disputed',
  'over_distributed',
  'packs_differ',
  'expiring',
] as const;

export type ShipmentFlag = (typeof SHIPMENT_FLAGS)[number];
