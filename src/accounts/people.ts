import { signInLimits } from './service/attempts.ts';
import { directory } from './service/directory.ts';
import { firstAdministrator } from './service/first-admin.ts';
import { keyKeeping } from './service/keys.ts';
import { accountLinking } from './service/links.ts';
import { ownAccount } from './service/me.ts';
import { peopleAdministration, type PeopleNeeds } from './service/people.ts';
import { principalNames } from './service/principals.ts';
import { sessionKeeping } from './service/sessions.ts';

export interface PeopleSettings {
  /** Whether managers and administrators may do anything before they have a second factor. */
  requireSecondFactor: boolean;
  publicUrl: string | undefined;
}

export type People = ReturnType<typeof peopleOf>;

/** Everything about people who sign in, and what signs in for them. */
export function peopleOf({
  store,
  clock,
  settings,
}: Pick<PeopleNeeds, 'store' | 'clock'> & { settings: Partial<PeopleSettings> }) {
  const known = directory({ store, clock, needsSecondFactor: settings.requireSecondFactor ?? false });
  let reachedAt = settings.publicUrl ?? 'http://localhost';
  const needs: PeopleNeeds = { store, clock, forget: known.forget, publicUrl: () => reachedAt };
  const linking = accountLinking(needs);
  return {
    directory: known,
    linking,
    administration: peopleAdministration(needs, linking),
    firstAdmin: firstAdministrator(needs, linking),
    own: ownAccount(needs),
    names: principalNames(needs),
    keys: keyKeeping(needs),
    sessions: sessionKeeping(needs),
    limits: signInLimits({ store, clock }),
    /** Where the process listens: links begin there while PUBLIC_URL is not set. */
    listensAt(url: string): void {
      if (settings.publicUrl === undefined) reachedAt = url;
    },
  };
}
