/** What queries are kept under: the area first, so that news of an area reaches all of its queries. */
export const AREAS = [
  'me',
  'reference',
  'organisations',
  'gaps',
  'flags',
  'forecast',
  'needs',
  'pledges',
  'shipments',
  'discrepancies',
  'losses',
  'sync',
  'notices',
  'imports',
  'users',
  'audit',
] as const;
export type Area = (typeof AREAS)[number];

/** `keyOf('gaps', 'report', { sector })`. */
export const keyOf = (area: Area, ...rest: readonly unknown[]): readonly unknown[] => [area, ...rest];

/** Which areas an event of `GET /stream` is news for. */
export const TOUCHED_BY: Readonly<Record<string, readonly Area[]>> = {
  cells: ['gaps', 'forecast'],
  flag: ['flags'],
  discrepancy: ['discrepancies', 'losses'],
  shipment: ['shipments', 'pledges'],
  pledge: ['pledges'],
  command: ['sync'],
  reset: AREAS.filter((area) => area !== 'reference'),
};
