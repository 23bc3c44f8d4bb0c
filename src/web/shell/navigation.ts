/** Where one can go, in the order in which it is shown. An entry shows once its page exists, to whoever may read what is there. */
import type { Me } from '../../accounts/contract/people.ts';
import type { Permission, Role } from '../../platform/access.ts';
import type en from './texts/en.json';

export interface Destination {
  to: string;
  text: keyof typeof en & `nav.${string}`;
  permission: Permission | null;
  /** For whom it is a daily affair; others find it behind “More”. Seven for a role are as many as fit. */
  first: readonly Role[];
}

export const DESTINATIONS: readonly Destination[] = [
  { to: '/field', text: 'nav.field', permission: 'events:write', first: ['coordinator'] },
  {
    to: '/',
    text: 'nav.overview',
    permission: 'gaps:read',
    first: ['donor', 'coordinator', 'manager', 'admin', 'viewer'],
  },
  { to: '/pledges', text: 'nav.pledges', permission: 'pledges:read', first: ['donor', 'manager', 'admin'] },
  {
    to: '/shipments',
    text: 'nav.shipments',
    permission: 'shipments:read',
    first: ['donor', 'coordinator', 'manager', 'admin'],
  },
  { to: '/gaps', text: 'nav.gaps', permission: 'gaps:read', first: ['donor', 'manager', 'admin', 'viewer'] },
  { to: '/flags', text: 'nav.flags', permission: 'gaps:read', first: ['manager'] },
  {
    to: '/discrepancies',
    text: 'nav.discrepancies',
    permission: 'discrepancies:read',
    first: ['manager', 'donor'],
  },
  { to: '/forecast', text: 'nav.forecast', permission: 'gaps:read', first: ['manager', 'viewer'] },
  { to: '/what-if', text: 'nav.whatIf', permission: 'gaps:read', first: [] },
  { to: '/allocation', text: 'nav.allocation', permission: 'gaps:handle', first: [] },
  { to: '/losses', text: 'nav.losses', permission: 'losses:read', first: [] },
  { to: '/queue', text: 'nav.queue', permission: 'events:write', first: ['coordinator'] },
  { to: '/imports', text: 'nav.imports', permission: 'needs:write', first: ['admin'] },
  { to: '/organisations', text: 'nav.organisations', permission: 'organisations:manage', first: [] },
  { to: '/users', text: 'nav.users', permission: 'accounts:manage', first: ['admin'] },
  { to: '/audit', text: 'nav.audit', permission: 'audit:read', first: ['admin'] },
];

/** The pages that exist for somebody: those of their day, and the others. */
export function destinationsFor(
  { role, permissions }: Pick<Me, 'role' | 'permissions'>,
  there: Readonly<Record<string, unknown>>,
): { daily: Destination[]; others: Destination[] } {
  const all = DESTINATIONS.filter(
    ({ to, permission }) => to in there && (permission === null || permissions.includes(permission)),
  );
  return {
    daily: all.filter(({ first }) => first.includes(role)),
    others: all.filter(({ first }) => !first.includes(role)),
  };
}
