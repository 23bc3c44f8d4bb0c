/**
 * Draws the provinces: `node src/web/build/map/draw.ts` makes `ui/map/provinces.json` of the shapes beside. Drawn here and not on a phone, which
 * would take half a second for it at every start.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { geoArea, geoMercator, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Drawn, DrawnMap } from '../../ui/map/shapes.ts';

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

const topology = JSON.parse(
  readFileSync(new URL('provinces.topo.json', import.meta.url), 'utf8'),
) as Topology<{ provinces: GeometryCollection }>;
const collection = feature(topology, topology.objects.provinces) as FeatureCollection<Polygon | MultiPolygon>;

/** By P-code. */
export const provinceShapes: ReadonlyMap<string, Shape> = new Map(
  collection.features.map((shape) => [String(shape.id), turned(shape)]),
);

const WIDTH = 720;
const HEIGHT = 540;
const MARGIN = 6;

const whole = { type: 'FeatureCollection', features: [...provinceShapes.values()] } as GeoPermissibleObjects;
const projection = geoMercator().fitExtent(
  [
    [MARGIN, MARGIN],
    [WIDTH - MARGIN, HEIGHT - MARGIN],
  ],
  whole,
);
const path = geoPath(projection).digits(1);

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

const round = (length: number): number => Math.round(length * 10) / 10;

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
  const { x, y, width, height } = best;
  return {
    pcode,
    d: path(shape) ?? '',
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
  };
}

/** Every province as a path of the picture, and what places a point of the earth on it. */
export function drawMap(): DrawnMap {
  const [left, top] = projection.translate();
  return {
    width: WIDTH,
    height: HEIGHT,
    projection: { scale: projection.scale(), left, top },
    provinces: [...provinceShapes].map(([pcode, shape]) => draw(pcode, shape)),
  };
}

function main(): void {
  const out = new URL('../../ui/map/provinces.json', import.meta.url);
  writeFileSync(out, `${JSON.stringify(drawMap())}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
