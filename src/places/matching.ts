/** Finds the place that a name from outside means: `domain.md` §3. The rules are in `rules/matcher.ts`. */
import { indexNames, type NameMatch } from './rules/matcher.ts';
import { type Crossing, crossings } from './crossings.ts';
import type { Pcode } from './pcode.ts';
import { type District, type Province, districtsOf, provinces } from './places.ts';

export type PlaceMatch<T> = { readonly pcode: Pcode } | { readonly suggestions: readonly T[] };

/** A name as it stands alone and as it stands in a sentence: "Ghor Province", ولایت غور, د غور ولایت. */
const designations = (name: string): string[] => [name, `${name} Province`, `ولایت ${name}`, `د ${name} ولایت`];

const provinceNames = indexNames(provinces, (province) => [
  province.pcode,
  province.iso,
  ...[province.name.en, province.name.fa, province.name.ps, ...province.aliases].flatMap(designations),
]);

const districtNames = new Map(
  provinces.map((province) => [
    province.pcode as string,
    indexNames(districtsOf(province.pcode), (district) => [
      district.pcode,
      district.name,
      ...district.aliases,
    ]),
  ]),
);

const crossingNames = indexNames(crossings, (crossing) => [
  crossing.code,
  crossing.name,
  ...crossing.aliases,
]);

/**
 * The province a P-code, an ISO 3166-2 code or a name in English, Dari or Pashto means.
 *
 * @returns its P-code, or the nearest provinces to show to the person who wrote it; none for an empty text.
 */
export function matchProvince(text: string): PlaceMatch<Province> {
  return asPcode(provinceNames.match(text));
}

/** The district of a province that a P-code or name means. Districts of two provinces may share a name. */
export function matchDistrict(text: string, province: string): PlaceMatch<District> {
  return asPcode(districtNames.get(province)?.match(text) ?? { suggestions: [] });
}

/** The border crossing or airport that a code, name or IATA/ICAO code means. */
export function matchCrossing(text: string): NameMatch<Crossing> {
  return crossingNames.match(text);
}

function asPcode<T extends { pcode: Pcode }>(match: NameMatch<T>): PlaceMatch<T> {
  return 'found' in match ? { pcode: match.found.pcode } : match;
}
