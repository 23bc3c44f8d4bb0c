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
  /** Where a label is put, and how much room it has. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Every province as a path of the picture. */
export const drawnProvinces: readonly Drawn[] = [...provinceShapes].map(([pcode, shape]) => {
  const [x, y] = path.centroid(shape);
  const [[left, top], [right, bottom]] = path.bounds(shape);
  return { pcode, d: path(shape) ?? '', x, y, width: right - left, height: bottom - top };
});

/** Where a point of the earth lies on the picture: crossings, corridors. */
export function placeOf({ lat, lon }: { lat: number; lon: number }): { x: number; y: number } {
  const [x = 0, y = 0] = projection([lon, lat]) ?? [];
  return { x, y };
}
