import type { Role as OneRole } from '../../../platform/access.ts';

export type Role = OneRole;

/** In the order in which they are offered: the most frequent first, the most powerful last. */
export const ROLES = [
  'coordinator',
  'donor',
  'viewer',
  'manager',
  'admin',
] as const satisfies readonly Role[];

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);
