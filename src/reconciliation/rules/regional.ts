/** By what cargo is looked at in the region: the crossing, the corridor, or the country the aid comes from. */
export const REGIONAL_GROUPS = ['crossing', 'corridor', 'originCountry'] as const;
export type RegionalGrouping = (typeof REGIONAL_GROUPS)[number];

/** What left, and where it is now. Planned cargo and what was returned are neither. */
export const FLOW_STAGES = ['dispatched', 'inTransit', 'late', 'held', 'stale', 'delivered', 'lost'] as const;
export type FlowStage = (typeof FLOW_STAGES)[number];

/** What of a waybill says where it comes from and goes through. */
export interface Way {
  crossing: string | null;
  origin: string;
  /** As it was said. */
  originCountry: string | null;
  /** Of the consignor, as it was registered. */
  consignorCountry: string | null;
}

export interface Corridors {
  /** The country of a place on a corridor, or of a province, by its name. */
  countryOf: (place: string) => string | undefined;
  /** The corridor that goes through a crossing and this place. */
  corridorOf: (crossing: string, place: string) => string | undefined;
}

/** The country aid comes from: what was said, else of the place it leaves from, else of whoever sends it. */
export function originCountryOf(way: Way, { countryOf }: Corridors): string {
  return way.originCountry ?? countryOf(way.origin) ?? way.consignorCountry ?? 'unknown';
}

/** The group a waybill belongs to. What is not known is a group of its own. */
export function groupOf(by: RegionalGrouping, way: Way, corridors: Corridors): string {
  if (by === 'originCountry') return originCountryOf(way, corridors);
  if (way.crossing === null) return 'none';
  if (by === 'crossing') return way.crossing;
  return corridors.corridorOf(way.crossing, way.origin) ?? 'other';
}
