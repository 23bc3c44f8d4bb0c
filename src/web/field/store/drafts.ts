/** A receipt that is being written: kept as it grows, so that a call, a flat battery or a closed tab cost nothing. */
import type { FieldDatabase } from './database.ts';

export type Drafts = ReturnType<typeof draftsOf>;

export function draftsOf(db: FieldDatabase) {
  return {
    /** That of a person for a shipment. */
    async read<Draft>(shipmentId: string, user: string): Promise<Draft | undefined> {
      const kept = await db.get('drafts', shipmentId);
      return kept?.user === user ? (kept.draft as Draft) : undefined;
    },
    keep: (shipmentId: string, user: string, draft: unknown): Promise<string> =>
      db.put('drafts', { user, draft }, shipmentId),
    drop: (shipmentId: string): Promise<void> => db.delete('drafts', shipmentId),
  };
}
