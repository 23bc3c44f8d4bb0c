/** The drawn provinces, and where on the picture a point of the earth lies. From Apache Superset (see NOTICE beside), simplified and drawn in `build/map`. */
import map from './provinces.json';

export interface Drawn {
  pcode: string;
  d: string;
  /** Where a label is put: the middle of the most room, which is not always the middle of the shape. */
  x: number;
  y: number;
  /** The room there, to both sides and up and down together. */
  width: number;
  height: number;
}

export interface DrawnMap {
  width: number;
  height: number;
  /** Mercator's: pixels to a radian at the equator, and where latitude 0 and longitude 0 would lie. */
  projection: { scale: number; left: number; top: number };
  provinces: readonly Drawn[];
}

const drawn: DrawnMap = map;
export const { width: MAP_WIDTH, height: MAP_HEIGHT, provinces: drawnProvinces } = drawn;
const { scale, left, top } = drawn.projection;

const RADIAN = Math.PI / 180;

/** Where a point of the earth lies on the picture: crossings, corridors. Degrees. */
export function placeOf({ lat, lon }: { lat: number; lon: number }): { x: number; y: number } {
  return {
    x: left + scale * lon * RADIAN,
    y: top - scale * Math.log(Math.tan(Math.PI / 4 + (lat * RADIAN) / 2)),
  };
}
