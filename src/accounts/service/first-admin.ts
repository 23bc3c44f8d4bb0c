import { perform, type Unit } from '../../platform/acts/act.ts';
import { principalOfUser } from '../../platform/auth/principal.ts';
import * as people from '../repo/people.ts';
import { acceptedPassword, setPassword } from './new-password.ts';
import { type Linking, type PeopleNeeds, rowOf } from './people.ts';

interface Admin {
  email: string;
  name: string;
  password: string;
}

/** How an empty service comes by its first administrator: from the environment, or by a link that it prints when it starts. */
export function firstAdministrator({ store, clock, forget }: PeopleNeeds, linking: Linking) {
  async function make(
    { email, name, password }: Admin,
    asked: { operation: string; requestId: string },
    mayBe: (unit: Unit) => Promise<boolean>,
  ): Promise<boolean> {
    const stored = await acceptedPassword(password, { email, name });
    const now = clock.now();
    const row = rowOf({ email, name, role: 'admin', organisation: null, provinces: null }, now);
    const act = { principal: principalOfUser(row), ...asked, key: null };
    const made = await perform({ store, clock }, act, async (unit) => {
      if (!(await mayBe(unit))) return false;
      await people.insertUser(unit, { ...row, emailVerified: true });
      await setPassword(unit, row, { password: stored, now });
      await unit.record('user', row.id);
      return true;
    });
    forget();
    return made;
  }

  return {
    /** Makes the administrator of the environment, unless there is anybody already; answers whether it did. */
    async fromEnvironment(admin: { email: string; password: string }): Promise<boolean> {
      // Looked at before the password is hashed, at every start.
      if ((await store.read(people.userCount)) > 0) return false;
      return make(
        { ...admin, name: 'Administrator' },
        { operation: 'start', requestId: 'start' },
        async (unit) => (await people.userCount(unit)) === 0,
      );
    },

    /** Makes the administrator of the link that was printed. @throws DomainError not_found, refused for a weak password */
    async setUp(
      { token, ...admin }: Admin & { token: string },
      requestId: string,
    ): Promise<{ email: string }> {
      await make(admin, { operation: 'setUp', requestId }, async (unit) => {
        await linking.useSetUpLink(unit, token);
        return true;
      });
      return { email: admin.email };
    },
  };
}
