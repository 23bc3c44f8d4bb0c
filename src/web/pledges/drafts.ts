/** Pledges that are being written, on this device: each under a key of its own, so that two tabs do not write over each other. */
import { type Draft, isWorthKeeping, readDraft } from './rules/draft.ts';

export interface KeptDraft {
  id: string;
  savedAt: string;
  draft: Draft;
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefixOf = (person: string) => `pledge-draft.${person}.`;

/** The drafts of one person; others who use this device do not see them. */
export function draftsOf(person: string, fresh: () => Draft, kept: Kept = localStorage) {
  const prefix = prefixOf(person);
  const read = (id: string): KeptDraft | undefined => {
    try {
      const entry = JSON.parse(kept.getItem(prefix + id) ?? 'null') as {
        savedAt: string;
        draft: unknown;
      } | null;
      const draft = entry === null ? undefined : readDraft(JSON.stringify(entry.draft), fresh());
      return entry && draft ? { id, savedAt: entry.savedAt, draft } : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    /** @returns whether it is kept: a device without room, or that keeps nothing, must be told of */
    write(id: string, draft: Draft, now: Date): boolean {
      try {
        if (isWorthKeeping(draft))
          kept.setItem(prefix + id, JSON.stringify({ savedAt: now.toISOString(), draft }));
        else kept.removeItem(prefix + id);
        return true;
      } catch {
        return false;
      }
    },
    remove(id: string): void {
      try {
        kept.removeItem(prefix + id);
      } catch {
        // Nothing is kept, so there is nothing to remove.
      }
    },
    /** The latest first. */
    all(): KeptDraft[] {
      try {
        const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
        return keys
          .filter((key) => key.startsWith(prefix))
          .flatMap((key) => read(key.slice(prefix.length)) ?? [])
          .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
      } catch {
        return [];
      }
    },
  };
}
export type Drafts = ReturnType<typeof draftsOf>;
