import type { NewOrganisation } from '../../accounts/contract.ts';

type Described = Pick<NewOrganisation, 'name' | 'kind'> & { country?: string };

/** Organisations of the sample story: invented, so that nothing invented is said of a real one. */
export const sampleOrganisations = {
  steppe: { name: 'SAMPLE Steppe Wheat Fund', kind: 'donor', country: 'KZ' },
  alatau: { name: 'SAMPLE Alatau Emergency Reserve', kind: 'government', country: 'KZ' },
  western: { name: 'SAMPLE Western Aid Desk', kind: 'donor', country: 'DE' },
  islands: { name: 'SAMPLE Islands Learning Trust', kind: 'donor', country: 'JP' },
  bazaar: { name: 'SAMPLE Bazaar Recovery Facility', kind: 'donor', country: 'UZ' },
  pipeline: { name: 'SAMPLE Food Pipeline', kind: 'un' },
  schools: { name: 'SAMPLE Schools Network', kind: 'ngo', country: 'AF' },
  traders: { name: 'SAMPLE Traders Support', kind: 'ngo', country: 'AF' },
  north: { name: 'SAMPLE Northern Relief Partners', kind: 'ngo', country: 'AF' },
  centre: { name: 'SAMPLE Central Relief Partners', kind: 'ngo', country: 'AF' },
  west: { name: 'SAMPLE Western Relief Partners', kind: 'ngo', country: 'AF' },
  south: { name: 'SAMPLE Southern Relief Partners', kind: 'ngo', country: 'AF' },
  hauliers: { name: 'SAMPLE Amu Darya Hauliers', kind: 'logistics', country: 'UZ' },
} as const satisfies Record<string, Described>;

export type OrganisationKey = keyof typeof sampleOrganisations;
