/** How long goods take inside the country: planning values, until somebody measures them. Say so wherever they show. */
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
