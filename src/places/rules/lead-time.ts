/** How long goods take to the country and inside it: planning values, until somebody measures them. Say so wherever they show. */
interface Point {
  lat: number;
  lon: number;
}

const EARTH_RADIUS_KM = 6371;
/** Mountain roads are longer than the line drawn over them … */
const ROAD_PER_LINE = 1.4;
/** … and a loaded truck makes so many kilometres a day on them. */
const ROAD_KM_A_DAY = 250;

/** Great-circle distance in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
  const chord =
    half(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(b.lon - a.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord));
}

/** Whole days by road from a crossing to a province, at least one: a planning value. Unknown points count as one day. */
export function inlandDays(crossing: Point | null, province: Point | null): number {
  if (crossing === null || province === null) return 1;
  return Math.max(1, Math.ceil((distanceKm(crossing, province) * ROAD_PER_LINE) / ROAD_KM_A_DAY));
}

/** Railways and roads outside are straighter … */
const RAIL_PER_LINE = 1.3;
/** … and goods trains, with their stops, make so many kilometres a day. */
const RAIL_KM_A_DAY = 300;
/** Trucks took 17 to 24 hours over the borders of the country (CAREC, Corridor Performance Measurement and Monitoring 2020). */
const BORDER_DAYS = 1;

interface Node {
  node: string;
  country: string;
  greatCircleKm: number;
}

/** From one node of a corridor to the next. */
export interface Leg {
  from: string;
  to: string;
  /** As the crow flies. */
  greatCircleKm: number;
  /** To one decimal, the border between two countries included: a planning value. */
  days: number;
}

/** The legs of a corridor, in travelling order. */
export function legsOf(nodes: readonly Node[]): Leg[] {
  return nodes.slice(1).map((to, index) => {
    const from = nodes[index]!;
    const greatCircleKm = to.greatCircleKm - from.greatCircleKm;
    const border = to.country === from.country ? 0 : BORDER_DAYS;
    const days = (greatCircleKm * RAIL_PER_LINE) / RAIL_KM_A_DAY + border;
    return { from: from.node, to: to.node, greatCircleKm, days: Math.round(days * 10) / 10 };
  });
}

/** Whole days for some legs one after the other, at least one. */
export function daysOfLegs(legs: readonly Leg[]): number {
  const tenths = legs.reduce((sum, { days }) => sum + Math.round(days * 10), 0);
  return Math.max(1, Math.ceil(tenths / 10));
}
