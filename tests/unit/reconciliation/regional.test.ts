/** Where aid comes from, and what it goes through. */
import { describe, expect, it } from 'vitest';
import { groupOf, originCountryOf, type Way } from '../../../src/reconciliation/rules/regional.ts';

const corridors = {
  countryOf: (place: string) => ({ Almaty: 'KZ', Kabul: 'AF' })[place],
  corridorOf: (crossing: string, place: string) =>
    crossing === 'hairatan' && place === 'Almaty' ? 'almaty_hairatan' : undefined,
};
const way = (told: Partial<Way>): Way => ({
  ...{ crossing: 'hairatan', origin: 'Almaty', originCountry: null, consignorCountry: null },
  ...told,
});

describe('the country aid comes from', () => {
  it.each([
    ['what was said, whatever else is known', { originCountry: 'TM', consignorCountry: 'DE' }, 'TM'],
    ['that of the place it leaves from', { consignorCountry: 'DE' }, 'KZ'],
    ['Afghanistan, from a province', { origin: 'Kabul', consignorCountry: 'DE' }, 'AF'],
    ['that of whoever sends it', { origin: 'Peshawar', consignorCountry: 'DE' }, 'DE'],
    ['unknown, when nothing says so', { origin: 'Peshawar' }, 'unknown'],
  ])('is %s', (_, told, country) => {
    expect(originCountryOf(way(told), corridors)).toBe(country);
    expect(groupOf('originCountry', way(told), corridors)).toBe(country);
  });
});

describe('what it goes through', () => {
  it.each([
    ['crossing', {}, 'hairatan'],
    ['crossing', { crossing: null }, 'none'],
    ['corridor', {}, 'almaty_hairatan'],
    ['corridor', { origin: 'Termez' }, 'other'],
    ['corridor', { crossing: 'torkham' }, 'other'],
    ['corridor', { crossing: null }, 'none'],
  ] as const)('by %s, of %j, is %s', (by, told, group) => {
    expect(groupOf(by, way(told), corridors)).toBe(group);
  });
});
