import type { ReadScope } from '../../platform/storage/store.ts';
import { mergedOrganisations } from '../repo.ts';
import type { Reach } from '../rules/key.ts';

/** Which organisations turned out to be which, as a scope sees it (docs/decisions/0012). */
export interface Mergers {
  /** The organisation that stands for one today: itself, unless it was merged. */
  today: <I extends string | null>(organisation: I) => I | string;
  /** All ids under which facts name the same organisation as this one, the one that stands for them first. */
  family: (organisation: string) => string[];
}

/** Reads them: one statement over an index that holds merged organisations alone, in the snapshot of whatever else is read. */
export async function mergersOf(scope: ReadScope): Promise<Mergers> {
  const merged = await mergedOrganisations(scope);
  const into = new Map(merged.map(({ id, mergedInto }) => [id, mergedInto]));
  const today: Mergers['today'] = (organisation) =>
    organisation === null ? organisation : (into.get(organisation) ?? organisation);
  return {
    today,
    family(organisation) {
      const standing = today(organisation);
      return [standing, ...merged.flatMap(({ id, mergedInto }) => (mergedInto === standing ? [id] : []))];
    },
  };
}

/** Somebody as acting for the organisation that his is today, and for all that were merged into it. */
export function actingToday<R extends Omit<Reach, 'scopes'>>({ today, family }: Mergers, given: R): R {
  if (given.organisation === null) return given;
  const [, ...merged] = family(given.organisation);
  const organisation = today(given.organisation);
  return merged.length === 0 ? { ...given, organisation } : { ...given, organisation, merged };
}
