import type { PledgeVersion } from '../contract/changes.ts';
import * as changes from '../repo/changes.ts';
import { toVersion } from '../version-view.ts';
import type { PledgeReading, PledgesNeeds } from './reading.ts';

/** What pledges said before they were changed. */
export function pledgeHistory({ store }: PledgesNeeds, reading: PledgeReading) {
  return {
    /** @throws DomainError not_found */
    versions(id: string): Promise<{ items: PledgeVersion[]; nextCursor: null }> {
      return store.read(async (scope) => {
        const { pledge } = await reading.facts(scope, id);
        const lines = Map.groupBy(await changes.lineVersionsOf(scope, id), ({ version }) => version);
        const versions = await changes.versionsOf(scope, id);
        return {
          items: versions.map((version) => toVersion(version, lines.get(version.version) ?? [], pledge)),
          nextCursor: null,
        };
      });
    },
  };
}
