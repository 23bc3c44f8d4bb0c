import { and, desc, eq, inArray, lt, or } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { deleteBy, insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { webhookDeliveries, webhooks } from '../tables.ts';

export type WebhookRow = Row<typeof webhooks>;
export type DeliveryRow = Row<typeof webhookDeliveries>;

export function enabledWebhooks(scope: ReadScope): Promise<WebhookRow[]> {
  return selectBy(scope, webhooks, { disabledAt: null }, ['id']);
}

export async function webhookRow(scope: ReadScope, id: string): Promise<WebhookRow | undefined> {
  const [row] = await selectBy(scope, webhooks, { id });
  return row;
}

/** Those of organisations and of a principal; all of them when neither is said. The latest first. */
export async function listWebhooks(
  scope: ReadScope,
  of: { organisations: readonly string[]; owner: string } | 'everybody',
): Promise<WebhookRow[]> {
  const rows = scope.of(webhooks);
  return scope.db
    .select()
    .from(rows)
    .where(
      of === 'everybody'
        ? undefined
        : or(
            eq(rows.owner, of.owner),
            of.organisations.length === 0 ? undefined : inArray(rows.organisation, [...of.organisations]),
          ),
    )
    .orderBy(desc(rows.recordedAt), desc(rows.id));
}

export function saveWebhook(scope: WriteScope, row: WebhookRow): Promise<void> {
  return upsertRow(scope, webhooks, ['id'], row);
}

export function deleteWebhook(scope: WriteScope, id: string): Promise<void> {
  return deleteBy(scope, webhooks, { id });
}

export function insertDeliveries(scope: WriteScope, rows: readonly DeliveryRow[]): Promise<void> {
  return insertRows(scope, webhookDeliveries, rows);
}

export function saveDelivery(scope: WriteScope, row: DeliveryRow): Promise<void> {
  return upsertRow(scope, webhookDeliveries, ['id'], row);
}

export async function deliveryRow(scope: ReadScope, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await selectBy(scope, webhookDeliveries, { id });
  return row;
}

export async function listDeliveries(
  scope: ReadScope,
  filter: {
    webhook: string;
    state?: DeliveryRow['state'] | undefined;
    after?: readonly [number, string] | undefined;
    limit: number;
  },
): Promise<DeliveryRow[]> {
  const rows = scope.of(webhookDeliveries);
  const { webhook, state, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        eq(rows.webhook, webhook),
        state === undefined ? undefined : eq(rows.state, state),
        after === undefined
          ? undefined
          : or(lt(rows.recordedAt, after[0]), and(eq(rows.recordedAt, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.recordedAt), desc(rows.id))
    .limit(limit);
}
