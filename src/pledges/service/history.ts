import type { Asker } from '../../access/rules.ts';
import { toSee } from '../../access/service.ts';
import { mergersOf } from '../../accounts/service.ts';
import type { PledgeVersion } from '../contract/changes.ts';
import * as changes from '../repo/changes.ts';
import { toVersion } from '../version-view.ts';
import type { PledgeReading, PledgesNeeds } from './reading.ts';

/** What pledges said before they were changed. */
export function pledgeHistory({ store }: PledgesNeeds, reading: PledgeReading) {
  return {
    /** @throws DomainError not_found */
    versions(of: string, asker: Asker): Promise<{ items: PledgeVersion[]; nextCursor: null }> {
      return store.read(async (scope) => {
        const { id } = await toSee(scope, asker, 'pledge', of);
        const { pledge } = await reading.facts(scope, id);
        const lines = Map.groupBy(await changes.lineVersionsOf(scope, id), ({ version }) => version);
        const versions = await changes.versionsOf(scope, id);
        const { today } = await mergersOf(scope);
        return {
          items: versions.map((row) => {
            const version = { ...row, recipient: today(row.recipient) };
            return toVersion(version, lines.get(row.version) ?? [], pledge);
          }),
          nextCursor: null,
        };
      });
    },
  };
}
