import type { Principal } from '../../platform/access.ts';
import type { NamedPrincipal } from '../contract/principals.ts';
import { apiKeysById } from '../repo/keys.ts';
import { usersById } from '../repo/people.ts';
import { isNamedTo } from '../rules/naming.ts';
import { organisationsById } from '../service.ts';
import { mergersOf } from './mergers.ts';
import type { PeopleNeeds } from './people.ts';

/** Those who recorded something, by the ids that what they recorded carries. */
export function principalNames({ store }: Pick<PeopleNeeds, 'store'>) {
  return {
    /** Those that are known, by id; named as far as whoever asks may know them. */
    of: (ids: readonly string[], asker: Principal): Promise<NamedPrincipal[]> =>
      store.read(async (scope) => {
        const wanted = [...new Set(ids)];
        const people = await usersById(scope, wanted);
        const keys = await apiKeysById(scope, wanted);
        const { today } = await mergersOf(scope);
        const organisations = await organisationsById(
          scope,
          [...people, ...keys].flatMap(({ organisation }) => organisation ?? []),
        );
        const shown =
          (kind: NamedPrincipal['kind']) =>
          ({ id, name, role, organisation }: Omit<NamedPrincipal, 'kind' | 'name'> & { name: string }) => ({
            ...{ id, kind, role },
            name: isNamedTo(asker, { id, organisation: today(organisation) }) ? name : null,
            organisation: organisations.get(organisation ?? '')?.name ?? null,
          });
        return [...people.map(shown('user')), ...keys.map(shown('api_key'))].sort((a, b) =>
          a.id < b.id ? -1 : 1,
        );
      }),
  };
}
