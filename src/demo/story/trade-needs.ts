/**
 * No published figure states a need for trade in any province, and unknown is not zero: without these lines every lane of trade
 * reads "unknown". They are invented, say so in their source, and stand in five provinces only.
 */
export const SAMPLE_TRADE_SOURCE =
  'SAMPLE, not real: traders who would need support, invented for the demo; no plan states a need for trade';

/** Traders and producers in need, and targeted, in every month of the demo. */
export const sampleTradeNeeds = [
  { province: 'AF01', peopleInNeed: 6_000, peopleTargeted: 2_400 },
  { province: 'AF06', peopleInNeed: 2_500, peopleTargeted: 900 },
  { province: 'AF21', peopleInNeed: 2_200, peopleTargeted: 800 },
  { province: 'AF27', peopleInNeed: 2_000, peopleTargeted: 700 },
  { province: 'AF32', peopleInNeed: 3_500, peopleTargeted: 1_500 },
] as const;
