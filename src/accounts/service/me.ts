import type { Principal } from '../../platform/access.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { verifyPassword } from '../../platform/auth/password-hash.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Me } from '../contract/people.ts';
import * as people from '../repo/people.ts';
import { permissionsWithin } from '../rules/key.ts';
import { organisationsById } from '../service.ts';
import { acceptedPassword, setPassword } from './new-password.ts';
import type { PeopleNeeds } from './people.ts';

/** What somebody may know and change about themselves. */
export function ownAccount({ store, clock, forget }: PeopleNeeds) {
  return {
    me: (principal: Principal): Promise<Me> =>
      store.read(async (scope) => {
        const { kind, id, role, organisation, provinces } = principal;
        const user = kind === 'user' ? await people.userById(scope, id) : undefined;
        const named = organisation === null ? undefined : await organisationsById(scope, [organisation]);
        return {
          ...{ kind, id, role, organisation, provinces: provinces && [...provinces] },
          user: user ? { id: user.id, name: user.name, email: user.email } : null,
          organisationName: named?.get(organisation ?? '')?.name ?? null,
          permissions: permissionsWithin(principal),
          secondFactor: {
            enrolled: user?.twoFactorEnabled ?? false,
            missing: kind === 'user' && principal.scopes?.length === 0,
          },
        };
      }),

    /** @throws DomainError forbidden for a key, refused when the current password is another or the new one is weak */
    async changePassword(
      { current, password }: { current: string; password: string },
      act: Act,
    ): Promise<void> {
      const { principal } = act;
      if (principal.kind !== 'user') throw new DomainError('forbidden', 'A key has no password.');
      const { user, held } = await store.read(async (scope) => ({
        user: await people.userById(scope, principal.id),
        held: await people.passwordOf(scope, principal.id),
      }));
      if (!user || !held?.password || !(await verifyPassword(held.password, current))) {
        throw new DomainError('refused', 'The current password is another one.', {
          errors: [{ pointer: '/current', code: 'wrong_password', detail: 'is not your password' }],
        });
      }
      const stored = await acceptedPassword(password, user);
      await perform({ store, clock }, { ...act, key: null }, async (unit) => {
        await setPassword(unit, user, { password: stored, now: clock.now(), kept: principal.session });
        await unit.record('password', user.id);
      });
      forget();
    },
  };
}
