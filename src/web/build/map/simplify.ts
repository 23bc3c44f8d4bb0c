/**
 * Makes `provinces.topo.json` once, from an npm package that is unpacked beside: `npm pack @superset-ui/legacy-plugin-chart-country-map@0.20.3`, then
 * `node src/web/build/map/simplify.ts <folder of the package> <which feature is which province>`, and then `draw.ts`. The second is a list of `{index, pcode}`: the package calls
 * two provinces by other names and has two the wrong way round, so a feature is told by its place in the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Keeps this share of the points: 34 shapes that are read at a glance, in about 9 kB. */
const KEPT = 0.14;
const QUANTUM = 2_000;

const [folder = '', assignment = ''] = process.argv.slice(2);
const source = JSON.parse(
  readFileSync(join(folder, 'esm/countries/afghanistan.geojson'), 'utf8'),
) as FeatureCollection;
const pcodes = new Map(
  (JSON.parse(readFileSync(assignment, 'utf8')) as { index: number; pcode: string }[]).map(
    ({ index, pcode }) => [index, pcode],
  ),
);
const provinces = {
  type: 'FeatureCollection' as const,
  features: source.features.map(({ geometry }, index) => ({
    ...{ type: 'Feature' as const, id: pcodes.get(index) ?? '', properties: {} },
    geometry,
  })),
};
type Shapes = Topology<{ provinces: GeometryCollection }>;
const exact = presimplify(topology({ provinces }) as Shapes);
const simple = simplify(exact, quantile(exact, 1 - KEPT));
// Quantised after: it drops what lies on a straight line, and writes differences as small numbers.
const { quantize } = await import('topojson-client');
const small = quantize(simple, QUANTUM);
const out = new URL('provinces.topo.json', import.meta.url);
writeFileSync(out, `${JSON.stringify(small)}\n`);
console.log(`${provinces.features.length} provinces, ${JSON.stringify(small).length} bytes`);
