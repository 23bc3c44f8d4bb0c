import type { Permission, Principal } from '../access.ts';
import type { Row } from '../storage/columns.ts';
import type { users } from './tables.ts';

export type UserRow = Row<typeof users>;

/** A person as a principal: everything its role allows, unless it is limited to something. */
export function principalOfUser(
  { id, role, organisation, provinces }: UserRow,
  scopes: readonly Permission[] | null = null,
): Principal {
  return { kind: 'user', id, role, organisation, provinces, scopes };
}
