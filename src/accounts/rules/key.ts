import {
  organisationsOf,
  type Permission,
  PERMISSIONS_OF,
  type Principal,
  type Role,
} from '../../platform/access.ts';
import type { FieldError } from '../../platform/errors.ts';

/** What a key, or whoever makes it, may: the same words as a principal's. */
export type Reach = Pick<Principal, 'role' | 'organisation' | 'merged' | 'provinces' | 'scopes'>;

const permissionsOf = (role: Role): readonly Permission[] => PERMISSIONS_OF[role];

/** The permissions that a reach comes to. */
export function permissionsWithin({ role, scopes }: Pick<Reach, 'role' | 'scopes'>): Permission[] {
  return permissionsOf(role).filter((permission) => scopes === null || scopes.includes(permission));
}

/** Whether it is somebody's organisation, or one that turned out to be his. */
const actsFor = (one: Reach, organisation: string | null): boolean =>
  organisation === null ? one.organisation === null : organisationsOf(one).includes(organisation);

const mayActForOthers = ({ role }: Reach): boolean => role === 'manager' || role === 'admin';

/** What a key asks for beyond its maker, each by its pointer; the limits of the maker are the most it can have. */
export function beyondMaker(wanted: Reach, maker: Reach): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (pointer: string, detail: string) => errors.push({ pointer, code: 'beyond_yours', detail });
  const held = permissionsWithin(maker);
  const missing = permissionsWithin(wanted).filter((permission) => !held.includes(permission));
  if (missing.length > 0) {
    const pointer = wanted.scopes === null ? '/role' : '/scopes';
    refuse(pointer, `you do not have ${missing.join(', ')} yourself`);
  }
  if (!actsFor(maker, wanted.organisation) && !mayActForOthers(maker))
    refuse('/organisation', 'must be your own organisation');
  const { provinces } = maker;
  const outside =
    provinces && (wanted.provinces?.filter((one) => !provinces.includes(one)) ?? ['all of them']);
  if (outside && outside.length > 0) refuse('/provinces', `not in your charge: ${outside.join(', ')}`);
  return errors;
}

/**
 * What a key comes to today: what it was given, and of that what its owner still may. An owner in charge of less makes a key of less; one who
 * acts for another organisation now, one that does nothing.
 */
export function withinOwner(key: Reach, owner: Reach): Reach {
  const held = permissionsWithin(owner);
  const scopes = permissionsWithin(key).filter((permission) => held.includes(permission));
  const moved = !actsFor(owner, key.organisation) && !mayActForOthers(owner);
  return {
    role: key.role,
    organisation: key.organisation,
    ...(key.merged ? { merged: key.merged } : {}),
    provinces: intersection(key.provinces, owner.provinces),
    scopes: moved ? [] : scopes,
  };
}

function intersection(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  return one.filter((pcode) => other.includes(pcode));
}
