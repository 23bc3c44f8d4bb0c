import { type AuditEntry, insertAuditEntries } from '../../platform/acts/repo.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Store } from '../../platform/storage/store.ts';
import { type Allowance, leftAt, type Left } from '../rules/allowance.ts';
import { isRecorded } from '../rules/refusal.ts';

export interface RefusalRecorder {
  /** Takes a refusal to be put on record; returns at once. */
  refused: (refusal: Refusal) => void;
  /** Writes what was taken so far. @throws what the store throws; nothing is lost by it. */
  flush: () => Promise<void>;
}

/** Strangers have less, and their own: however many they are, they do not crowd out the refusals of those who are known. */
const ALLOWANCES = {
  strangers: { most: 300, perSecond: 0.5 },
  principals: { most: 1_000, perSecond: 2 },
} as const satisfies Record<string, Allowance>;
type Group = keyof typeof ALLOWANCES;
/** While the database is away no more are kept. */
const MOST_KEPT = 2_000;
const LONGEST_PATH = 200;
export const ANONYMOUS = 'anonymous';

/**
 * Gathers refusals and writes them together, into the same table as changes, to be sealed with them. Equal ones of one principal,
 * address, operation and code are one entry that counts them and names the first path. What goes beyond the allowance is counted
 * in one entry per group, `refusals_not_recorded`.
 */
export function refusalRecorder({ store, clock }: { store: Store; clock: Clock }): RefusalRecorder {
  let kept = new Map<string, AuditEntry>();
  const left: Record<Group, Left> = {
    strangers: { amount: ALLOWANCES.strangers.most, at: 0 },
    principals: { amount: ALLOWANCES.principals.most, at: 0 },
  };

  function mayKeepAnother(group: Group, now: number): boolean {
    left[group] = leftAt(ALLOWANCES[group], left[group], now);
    if (left[group].amount < 1 || kept.size >= MOST_KEPT) return false;
    left[group].amount--;
    return true;
  }

  function count(key: string, entry: () => AuditEntry | undefined): boolean {
    const same = kept.get(key);
    if (same) {
      same.times = (same.times ?? 1) + 1;
      return true;
    }
    const made = entry();
    if (made) kept.set(key, made);
    return made !== undefined;
  }

  return {
    refused(refusal) {
      const { principal, operation, code, address } = refusal;
      if (!isRecorded(operation, code)) return;
      const now = clock.now();
      const group = principal ? 'principals' : 'strangers';
      const key = JSON.stringify([principal?.id ?? null, address, operation, code]);
      if (count(key, () => (mayKeepAnother(group, now) ? entryOf(refusal, now) : undefined))) return;
      count(group, () => overflowOf(group, now));
    },

    async flush() {
      if (kept.size === 0) return;
      const entries = kept;
      kept = new Map();
      try {
        await store.write((scope) => insertAuditEntries(scope, [...entries.values()]));
      } catch (error) {
        // What came meanwhile is added to what could not be written.
        for (const [key, later] of kept) {
          const same = entries.get(key);
          if (same) same.times = (same.times ?? 1) + (later.times ?? 1);
          else entries.set(key, later);
        }
        kept = entries;
        throw error;
      }
    },
  };
}

function entryOf({ principal, operation, code, path, address, requestId }: Refusal, now: number): AuditEntry {
  return {
    ...{ id: newId(), at: now, operation, requestId, outcome: code, address },
    principal: principal?.id ?? ANONYMOUS,
    role: principal?.role ?? 'none',
    organisation: principal?.organisation ?? null,
    ...{ kind: 'request', key: printable(path).slice(0, LONGEST_PATH), contentHash: null, times: 1 },
  };
}

function overflowOf(group: Group, now: number): AuditEntry {
  return {
    ...{ id: newId(), at: now, principal: ANONYMOUS, role: 'none', organisation: null },
    ...{ operation: 'refusals_not_recorded', requestId: '', kind: 'request', key: group },
    ...{ outcome: 'overflow', contentHash: null, address: null, times: 1 },
  };
}

/** A path is the caller's: only plain ASCII goes on record. */
const printable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '?');
