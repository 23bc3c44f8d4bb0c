/** What the trail tells changes of; `request` is what was refused. A kind that is not here is shown as the trail says it. */
export const KINDS = [
  'pledge',
  'shipment',
  'event',
  'discrepancy',
  'gap_flag',
  'netting_hint',
  'allocation_plan',
  'needs',
  'crossing',
  'access_constraint',
  'organisation',
  'attachment',
  'pledge_share',
  'pledge_conflict',
  'parked_event',
  'user',
  'invitation',
  'password',
  'second_factor',
  'session',
  'api_key',
  'notification_preferences',
  'notice',
  'webhook',
  'webhook_secret',
  'webhook_delivery',
  'request',
] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (value: unknown): value is Kind => KINDS.some((kind) => kind === value);
