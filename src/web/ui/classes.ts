/** The classes of a waterfall in the order in which they cover the need. */
export const CLASSES = [
  'delivered',
  'inTransit',
  'late',
  'held',
  'stale',
  'firm',
  'pledged',
  'lost',
  'unpledged',
] as const;
export type SupplyClass = (typeof CLASSES)[number];
export type WaterfallParts = Readonly<Record<SupplyClass, number>>;

export const colourOf = (one: SupplyClass): string => `var(--class-${one})`;
