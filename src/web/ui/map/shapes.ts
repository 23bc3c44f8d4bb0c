/** The shapes of the provinces, and where on the picture a point of the earth lies. From Apache Superset (see NOTICE beside), simplified by `build/shapes.ts`. */
import { geoArea, geoMercator, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import shapes from './provinces.topo.json';

type Shape = Feature<Polygon | MultiPolygon>;

/** More than half of the sphere: the ring was drawn the other way round. */
const HALF = 2 * Math.PI;

function turned(shape: Shape): Shape {
  if (geoArea(shape) < HALF) return shape;
  const { geometry } = shape;
  const turn = (rings: Polygon['coordinates']) => rings.map((ring) => ring.toReversed());
  return {
    ...shape,
    geometry:
      geometry.type === 'Polygon'
        ? { ...geometry, coordinates: turn(geometry.coordinates) }
        : { ...geometry, coordinates: geometry.coordinates.map(turn) },
  };
}

const topology = shapes as unknown as Topology<{ provinces: GeometryCollection }>;
const collection = feature(topology, topology.objects.provinces) as FeatureCollection<Polygon | MultiPolygon>;

/** By P-code. */
export const provinceShapes: ReadonlyMap<string, Shape> = new Map(
  collection.features.map((shape) => [String(shape.id), turned(shape)]),
);

export const MAP_WIDTH = 720;
export const MAP_HEIGHT = 540;
const MARGIN = 6;

const whole = { type: 'FeatureCollection', features: [...provinceShapes.values()] } as GeoPermissibleObjects;
const projection = geoMercator().fitExtent(
  [
    [MARGIN, MARGIN],
    [MAP_WIDTH - MARGIN, MAP_HEIGHT - MARGIN],
  ],
  whole,
);
const path = geoPath(projection).digits(1);

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

type Point = readonly [x: number, y: number];

const ringsOf = ({ geometry }: Shape): Point[][] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .flat()
    .map((ring) => ring.map(([lon = 0, lat = 0]): Point => projection([lon, lat]) ?? [0, 0]));

/** How far it is from a place to the nearest outline on either side, along one axis; 0 outside of the shape. */
function roomAlong(rings: readonly Point[][], place: Point, axis: 0 | 1): number {
  const across = axis === 0 ? 1 : 0;
  let [before, after, crossings] = [Infinity, Infinity, 0];
  for (const ring of rings) {
    for (const [index, a] of ring.entries()) {
      const b = ring[(index + 1) % ring.length] ?? a;
      if (a[across] > place[across] === b[across] > place[across]) continue;
      const part = (place[across] - a[across]) / (b[across] - a[across]);
      const distance = a[axis] + part * (b[axis] - a[axis]) - place[axis];
      if (distance > 0) {
        crossings += 1;
        after = Math.min(after, distance);
      } else before = Math.min(before, -distance);
    }
  }
  return crossings % 2 === 1 ? 2 * Math.min(before, after) : 0;
}

const STEPS = 16;
/** Labels are wider than high. */
const WIDER = 2.2;
/** Half of two lines of text: as far up and down the room to the sides has to be there. */
const LINES = 11;

function draw(pcode: string, shape: Shape): Drawn {
  const rings = ringsOf(shape);
  const [[left, top], [right, bottom]] = path.bounds(shape);
  let best = { x: (left + right) / 2, y: (top + bottom) / 2, width: 0, height: 0 };
  for (let column = 1; column < STEPS; column += 1) {
    for (let row = 1; row < STEPS; row += 1) {
      const [x, y] = [left + ((right - left) * column) / STEPS, top + ((bottom - top) * row) / STEPS];
      const height = roomAlong(rings, [x, y], 1);
      const width = Math.min(...[-LINES, 0, LINES].map((off) => roomAlong(rings, [x, y + off], 0)));
      if (Math.min(width, height * WIDER) > Math.min(best.width, best.height * WIDER))
        best = { x, y, width, height };
    }
  }
  return { pcode, d: path(shape) ?? '', ...best };
}

/** Every province as a path of the picture. */
export const drawnProvinces: readonly Drawn[] = [...provinceShapes].map(([pcode, shape]) =>
  draw(pcode, shape),
);

/** Where a point of the earth lies on the picture: crossings, corridors. */
export function placeOf({ lat, lon }: { lat: number; lon: number }): { x: number; y: number } {
  const [x = 0, y = 0] = projection([lon, lat]) ?? [];
  return { x, y };
}
