import { type Act, perform } from '../../platform/acts/act.ts';
import type { Principal } from '../../platform/access.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import type { NewPreferences, Preferences } from '../contract.ts';
import * as repo from '../repo.ts';

const DEFAULTS = { email: true, language: 'en', types: null, version: 0 } as const;

/** How somebody wants to be told. */
export async function preferencesOf(scope: ReadScope, principal: string): Promise<repo.PreferencesRow> {
  return (await repo.preferencesRow(scope, principal)) ?? { principal, ...DEFAULTS };
}

export function preferenceKeeping({
  store,
  clock,
  digestMinutes,
}: {
  store: Store;
  clock: Clock;
  digestMinutes: number;
}) {
  async function shown(scope: ReadScope, principal: string): Promise<Preferences> {
    const { email, language, types, version } = await preferencesOf(scope, principal);
    return { email, language, types, everyMinutes: digestMinutes, version };
  }

  return {
    preferences: ({ id }: Principal): Promise<Preferences> => store.read((scope) => shown(scope, id)),

    /** @throws DomainError precondition_required, precondition_failed */
    setPreferences: (wanted: NewPreferences, ifMatch: string | undefined, act: Act): Promise<Preferences> =>
      perform({ store, clock }, act, async (scope) => {
        const principal = act.principal.id;
        const before = await preferencesOf(scope, principal);
        await requireVersion(ifMatch, before.version, 'the preferences', () => shown(scope, principal));
        await repo.savePreferences(scope, { principal, ...wanted, version: before.version + 1 });
        await scope.record('notification_preferences', principal, contentHash(wanted));
        return shown(scope, principal);
      }),
  };
}
