import { geoArea, geoContains } from 'd3-geo';
import { expect, test } from 'vitest';
import { provinces } from '../../../src/places/places.ts';
import { drawMap, provinceShapes } from '../../../src/web/build/map/draw.ts';
import map from '../../../src/web/ui/map/provinces.json';
import { drawnProvinces, MAP_HEIGHT, MAP_WIDTH, placeOf } from '../../../src/web/ui/map/shapes.ts';

test('there is a shape for each province, and for nothing else', () => {
  expect([...provinceShapes.keys()].sort()).toEqual(provinces.map(({ pcode }) => pcode).sort());
});

test.each(provinces.map(({ pcode, name, point }) => ({ pcode, name: name.en, point })))(
  'the point of $name lies in the shape of $pcode and in no other',
  ({ pcode, point }) => {
    const around = [...provinceShapes].filter(([, shape]) => geoContains(shape, [point.lon, point.lat]));
    expect(around.map(([code]) => code)).toEqual([pcode]);
  },
);

test('together they are as large as Afghanistan, 652,000 km², to within a hundredth', () => {
  const EARTH_KM2 = 6371 ** 2;
  const area = [...provinceShapes.values()].reduce((sum, shape) => sum + geoArea(shape), 0) * EARTH_KM2;
  expect(area / 652_000).toBeCloseTo(1, 1);
});

test('what is drawn is of these shapes: `node src/web/build/map/draw.ts` after they change', () => {
  expect(map).toEqual(drawMap());
});

test.each(provinces.map(({ pcode, point }) => ({ pcode, ...placeOf(point) })))(
  'the picture places the point of $pcode where it is drawn',
  ({ pcode, x, y }) => {
    const [outline = []] = outlinesOf(drawnProvinces.find((drawn) => drawn.pcode === pcode)?.d ?? '');
    const [xs, ys] = [outline.map((at) => at[0]), outline.map((at) => at[1])];
    expect(x > Math.min(...xs) && x < Math.max(...xs)).toBe(true);
    expect(y > Math.min(...ys) && y < Math.max(...ys)).toBe(true);
  },
);

const outlinesOf = (d: string): [number, number][][] =>
  d
    .split('Z')
    .filter(Boolean)
    .map((ring) =>
      ring
        .slice(1)
        .split('L')
        .map((at): [number, number] => {
          const [x = 0, y = 0] = at.split(',').map(Number);
          return [x, y];
        }),
    );

test('the picture holds all of it, north up and east right', () => {
  for (const { x, y } of drawnProvinces) {
    expect(x > 0 && x < MAP_WIDTH && y > 0 && y < MAP_HEIGHT).toBe(true);
  }
  const kabul = placeOf({ lat: 34.5, lon: 69.2 });
  const herat = placeOf({ lat: 34.3, lon: 62.2 });
  const kandahar = placeOf({ lat: 31.6, lon: 65.7 });
  expect(herat.x).toBeLessThan(kabul.x);
  expect(kandahar.y).toBeGreaterThan(kabul.y);
});
