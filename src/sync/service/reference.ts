import { items } from '../../catalogue/catalogue.ts';
import { toItem } from '../../catalogue/view.ts';
import { districts, provinces } from '../../places/places.ts';
import type { Principal } from '../../platform/access.ts';
import { contentHash } from '../../platform/content.ts';
import type { PulledReference } from '../contract/pull.ts';

/** What a phone needs to name things: all items and provinces, and the districts in somebody's charge. */
export function referenceOf({ provinces: charge }: Principal): PulledReference {
  const own = districts.filter(({ province }) => charge === null || charge.includes(province));
  return {
    items: items.map(toItem),
    places: [
      ...provinces.map(({ pcode, name }) => ({ pcode, name, province: pcode })),
      ...own.map(({ pcode, name, province }) => ({ pcode, name: { en: name }, province })),
    ],
  };
}

const digests = new Map<string, string>();

/** A digest of it: the reference data of a release never changes. */
export function digestOf(principal: Principal): string {
  const charge = principal.provinces?.toSorted().join() ?? '*';
  const known = digests.get(charge);
  if (known !== undefined) return known;
  const digest = contentHash(referenceOf(principal)).slice(0, 12);
  digests.set(charge, digest);
  return digest;
}
