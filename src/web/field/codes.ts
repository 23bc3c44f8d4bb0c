/** The closed lists of the contract, in the order in which they are offered; the types end the build when one is missing or wrong. */
import type { ReasonCode, ResponsibilityCode } from './rules/receipt.ts';

const EVERY_REASON: Record<ReasonCode, true> = {
  short_loaded: true,
  lost_in_transit: true,
  theft_pilferage: true,
  looting_diversion: true,
  wet_damage: true,
  torn_package: true,
  infestation: true,
  expired: true,
  deteriorated_at_origin: true,
  improper_storage: true,
  inadequate_transport: true,
  repack: true,
  wrong_item: true,
  substituted: true,
  customs_seized: true,
  sampling: true,
  miscount: true,
  data_entry_error: true,
  not_recorded_inbound: true,
  not_recorded_outbound: true,
  excess_misrouted: true,
  other: true,
};
export const REASONS = Object.keys(EVERY_REASON) as ReasonCode[];

const EVERY_RESPONSIBILITY: Record<ResponsibilityCode, true> = {
  origin: true,
  carrier: true,
  warehouse: true,
  partner: true,
  authority: true,
  unknown: true,
};
export const RESPONSIBLE = Object.keys(EVERY_RESPONSIBILITY) as ResponsibilityCode[];
