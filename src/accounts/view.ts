import type { Organisation } from './contract.ts';
import type { OrganisationRow } from './repo.ts';
import { stateOf } from './rules/organisation.ts';

export function toOrganisation(row: OrganisationRow): Organisation {
  const { id, name, kind, iatiRef, country, mergedInto } = row;
  return { id, name, kind, iatiRef, country, state: stateOf(row), mergedInto };
}
