/** Who may do what: the words of roles, permissions and principals. What a row shows to whom is for the areas to say. */

/** What an operation needs; also what an API key can be limited to. */
export const PERMISSIONS = [
  'reference:read',
  'organisations:write',
  'organisations:manage',
  'crossings:write',
  'needs:read',
  'needs:write',
  'pledges:read',
  'pledges:write',
  'shipments:read',
  'shipments:write',
  'events:write',
  'attachments:read',
  'attachments:write',
  'discrepancies:read',
  'discrepancies:handle',
  'netting:decide',
  'losses:read',
  'gaps:read',
  'gaps:handle',
  'webhooks:manage',
  'keys:manage',
  'accounts:manage',
  'audit:read',
  'operations:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READS_REPORTS = ['reference:read', 'needs:read', 'gaps:read', 'losses:read'] as const;
const READS_CARGO = ['shipments:read', 'attachments:read', 'discrepancies:read'] as const;
const HANDLES = [
  'organisations:write',
  'attachments:write',
  'discrepancies:handle',
  'keys:manage',
  'webhooks:manage',
] as const;

const MANAGES = [
  ...READS_REPORTS,
  ...READS_CARGO,
  ...HANDLES,
  'organisations:manage',
  'crossings:write',
  'needs:write',
  'pledges:read',
  'pledges:write',
  'shipments:write',
  'events:write',
  'netting:decide',
  'gaps:handle',
  'audit:read',
] as const;

/** What each role may ask for at all; which rows it sees and changes is decided row by row. Deny is the default. */
export const PERMISSIONS_OF = {
  viewer: READS_REPORTS,
  donor: [...READS_REPORTS, ...READS_CARGO, ...HANDLES, 'pledges:read', 'pledges:write'],
  coordinator: [...READS_REPORTS, ...READS_CARGO, ...HANDLES, 'shipments:write', 'events:write'],
  manager: MANAGES,
  admin: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof PERMISSIONS_OF;
export const ROLES = Object.keys(PERMISSIONS_OF) as [Role, ...Role[]];

/** Who is asking: made by authentication, never by the caller's input. */
export interface Principal {
  kind: 'user' | 'api_key';
  /** Stable name written into what this principal records. */
  id: string;
  role: Role;
  /** The organisation it acts for; null: none. */
  organisation: string | null;
  /** Those that turned out to be that organisation: it acts for them too. */
  merged?: readonly string[];
  /** P-codes of the provinces in its charge; null: all of them. */
  provinces: readonly string[] | null;
  /** What of its role it is limited to; null: nothing less than the role. */
  scopes: readonly Permission[] | null;
  /** The session it asks in; none for a key. */
  session?: string;
}

/** Whether a principal may ask for an operation at all. */
export function mayAsk({ role, scopes }: Principal, permission: Permission): boolean {
  const ofRole: readonly Permission[] = PERMISSIONS_OF[role];
  return ofRole.includes(permission) && (scopes === null || scopes.includes(permission));
}

/** The ids of all organisations that a principal acts for: facts may name any of them. */
export function organisationsOf({
  organisation,
  merged = [],
}: Pick<Principal, 'organisation' | 'merged'>): readonly string[] {
  return organisation === null ? [] : [organisation, ...merged];
}
