/**
 * Whom a notice is for, and which notices somebody is shown. A notice is addressed when it is written; who that is is decided when it
 * is read, so that somebody who joins an organisation, or is given another province, sees what is his from then on.
 */
import { mayAsk, organisationsOf, type Principal } from '../../platform/access.ts';
import { EVENT_TYPES, type EventType, PERMISSION_OF } from './event.ts';

/** Whoever acts for an organisation. */
export const toOrganisation = (id: string): string => `organisation:${id}`;
/** Whoever a province is in the charge of. */
export const toProvince = (pcode: string): string => `province:${pcode}`;
/** Whoever all provinces are in the charge of. */
export const EVERYWHERE = 'everywhere';
/** One person or key, by the id of its principal. */
export const toPrincipal = (id: string): string => `principal:${id}`;

const IN_CHARGE: readonly Principal['role'][] = ['coordinator', 'manager', 'admin'];

/** Under which addresses somebody is reached. Provinces are in the charge of coordinators and managers alone. */
export function addressesOf(principal: Omit<Principal, 'scopes' | 'kind'>): string[] {
  const { id, role, provinces } = principal;
  return [
    toPrincipal(id),
    ...organisationsOf(principal).map(toOrganisation),
    ...(IN_CHARGE.includes(role) ? (provinces?.map(toProvince) ?? [EVERYWHERE]) : []),
  ];
}

/** What somebody may be told of at all. */
export function typesFor(principal: Principal): EventType[] {
  return EVENT_TYPES.filter((type) => mayAsk(principal, PERMISSION_OF[type]));
}

/** Whether somebody is to be told of something. */
export function concerns(
  principal: Principal,
  { type, addressees }: { type: EventType; addressees: readonly string[] },
): boolean {
  return (
    mayAsk(principal, PERMISSION_OF[type]) &&
    addressesOf(principal).some((address) => addressees.includes(address))
  );
}

/** Those that are known, each once, in order. */
export function addressed(...addressees: readonly (string | null)[]): string[] {
  return [...new Set(addressees.flatMap((address) => address ?? []))].sort();
}
