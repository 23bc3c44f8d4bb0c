/** The hash of an entry computed anew from what the service answers, by the recipe of docs/audit.md: the reader need not believe the service. */
import type { AuditEntry } from '../../../audit/contract.ts';

const FORMAT = 1;

/** What is hashed, behind the hash of the entry before. */
export function canonicalOf(entry: AuditEntry): string {
  const { seq, id, at, principal, role, organisation, operation, requestId } = entry;
  const { kind, key, outcome, contentHash, address, times } = entry;
  return JSON.stringify([
    ...[FORMAT, seq, id, Date.parse(at), principal, role, organisation, operation, requestId],
    ...[kind, key, outcome, contentHash, address, kind === 'request' ? times : null],
  ]);
}

/** Whether an entry is what was sealed; undefined where the browser cannot compute it: on a page without https. */
export async function isWhole(entry: AuditEntry): Promise<boolean | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const bytes = new TextEncoder().encode(entry.prev + canonicalOf(entry));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === entry.hash;
}
