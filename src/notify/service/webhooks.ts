import { type Act, perform } from '../../platform/acts/act.ts';
import { mergersOf } from '../../accounts/service.ts';
import { organisationsOf, type Principal } from '../../platform/access.ts';
import type { Clock } from '../../platform/clock.ts';
import { HOUR_MS } from '../../platform/calendar.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { type AllowedHosts, refusalOfTarget } from '../../platform/outgoing/target.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { Sealer } from '../../platform/sealing.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import type { Delivery, DeliveryQuery, NewWebhook, Webhook, WebhookChange } from '../contract/webhooks.ts';
import * as repo from '../repo/webhooks.ts';
import { HEALTHY, mayManage } from '../rules/webhook.ts';
import { newSecret } from '../signature.ts';
import { toDelivery, toWebhook } from '../webhook-view.ts';
import { ownerOf, queueDelivery, sendLater } from './announce.ts';

/** Of one principal. Each event is sent to each of them. */
const MOST_WEBHOOKS = 20;

/** What people do with webhooks. */
export function webhookKeeping({
  store,
  clock,
  sealer,
  allowed,
}: {
  store: Store;
  clock: Clock;
  sealer: Sealer;
  allowed: AllowedHosts;
}) {
  /** @throws DomainError not_found, also for one that is not his to manage */
  async function managed(scope: ReadScope, id: string, principal: Principal): Promise<repo.WebhookRow> {
    const row = await repo.webhookRow(scope, id);
    if (!row || !mayManage(principal, ownerOf(row)))
      throw new DomainError('not_found', `there is no webhook ${id} of yours`);
    return row;
  }

  const shown = (row: repo.WebhookRow): Webhook => toWebhook(row, clock.now());

  function requireTarget(url: string): void {
    const refusal = refusalOfTarget(url, allowed);
    if (!refusal) return;
    const errors = [{ pointer: '/url', ...refusal }];
    throw new DomainError('refused', `the URL ${refusal.detail}`, { errors });
  }

  return {
    list: (principal: Principal): Promise<Page<Webhook>> =>
      store.read(async (scope) => {
        const { id: owner, role } = principal;
        const organisations = organisationsOf(principal);
        const rows = await repo.listWebhooks(
          scope,
          role === 'admin' ? 'everybody' : { owner, organisations },
        );
        const mine = rows.filter((row) => mayManage(principal, ownerOf(row)));
        const { today } = await mergersOf(scope);
        const named = mine.map((row) => ({ ...row, organisation: today(row.organisation) }));
        return { items: named.map(shown), nextCursor: null };
      }),

    get: (id: string, principal: Principal): Promise<Webhook> =>
      store.read(async (scope) => {
        const row = await managed(scope, id, principal);
        const { today } = await mergersOf(scope);
        return shown({ ...row, organisation: today(row.organisation) });
      }),

    /**
     * Has a program told of what concerns whoever asks. The secret is told here and never again.
     *
     * @throws DomainError refused when the URL may not be called or there are too many, id_reused
     */
    async create(command: NewWebhook, act: Act): Promise<Webhook & { secret: string }> {
      requireTarget(command.url);
      const { kind, id: owner, role, organisation, provinces, scopes } = act.principal;
      const id = command.id ?? newId();
      const secret = newSecret();
      const row: repo.WebhookRow = {
        ...{ id, url: command.url, description: command.description ?? null, types: command.types ?? null },
        ...{ owner, ownerKind: kind, role, organisation },
        provinces: provinces === null ? null : [...provinces],
        scopes: scopes === null ? null : [...scopes],
        ...{ secret: sealer.seal(secret, id), previousSecret: null, previousUntil: null },
        ...{ version: 1, recordedAt: clock.now(), ...HEALTHY },
      };
      // Not under a key: what is kept under keys must not hold the secret.
      await perform({ store, clock }, { ...act, key: null }, async (scope) => {
        if (await repo.webhookRow(scope, id))
          throw new DomainError('id_reused', `webhook ${id} is recorded; its secret is not told twice`);
        const own = await repo.listWebhooks(scope, { owner, organisations: [] });
        if (own.length >= MOST_WEBHOOKS)
          throw new DomainError('refused', `you have ${MOST_WEBHOOKS} webhooks already: remove one first`);
        await repo.saveWebhook(scope, row);
        await scope.record('webhook', id, contentHash(command));
      });
      return { ...shown(row), secret };
    },

    /** @throws DomainError not_found, refused, precondition_required, precondition_failed */
    async change(
      id: string,
      { enabled, ...change }: WebhookChange,
      ifMatch: string | undefined,
      act: Act,
    ): Promise<Webhook> {
      if (change.url !== undefined) requireTarget(change.url);
      return perform({ store, clock }, act, async (scope) => {
        const row = await managed(scope, id, act.principal);
        await requireVersion(ifMatch, row.version, 'the webhook', async () => shown(row));
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const isOff = row.disabledAt !== null;
        const switched =
          enabled === undefined || enabled === !isOff
            ? {}
            : { ...HEALTHY, ...(!enabled && { disabledAt: clock.now(), disabledWhy: 'owner' as const }) };
        // Where it led before says nothing of how it fares where it leads now.
        const fresh = change.url !== undefined && !isOff ? HEALTHY : {};
        const next = { ...row, ...given, ...fresh, ...switched, version: row.version + 1 };
        await repo.saveWebhook(scope, next);
        await scope.record('webhook', id, contentHash({ enabled, ...change }));
        return shown(next);
      });
    },

    /** @throws DomainError not_found */
    remove: (id: string, act: Act): Promise<void> =>
      perform({ store, clock }, act, async (scope) => {
        await managed(scope, id, act.principal);
        await repo.deleteWebhook(scope, id);
        await scope.record('webhook', id);
      }),

    /** Makes a new secret, told here and never again. @throws DomainError not_found */
    async rotate(id: string, overlapHours: number, act: Act): Promise<Webhook & { secret: string }> {
      const secret = newSecret();
      const rotated = await perform({ store, clock }, { ...act, key: null }, async (scope) => {
        const row = await managed(scope, id, act.principal);
        const previous = { previousSecret: row.secret, previousUntil: clock.now() + overlapHours * HOUR_MS };
        const none = { previousSecret: null, previousUntil: null };
        const next = {
          ...{ ...row, ...(overlapHours > 0 ? previous : none) },
          ...{ secret: sealer.seal(secret, id), version: row.version + 1 },
        };
        await repo.saveWebhook(scope, next);
        await scope.record('webhook_secret', id);
        return next;
      });
      return { ...shown(rotated), secret };
    },

    /** Sends a message that tells of nothing. @throws DomainError not_found, refused when it is switched off */
    test: (id: string, act: Act): Promise<Delivery> =>
      perform({ store, clock }, act, async (scope) => {
        refuseIfOff(await managed(scope, id, act.principal));
        const message = { notice: null, type: 'test', data: { webhook: id } };
        const row = await queueDelivery(scope, id, message, clock.now());
        await scope.record('webhook_delivery', row.id);
        return toDelivery(row);
      }),

    /** @throws DomainError not_found */
    deliveries: (
      id: string,
      { cursor, limit, state }: DeliveryQuery,
      principal: Principal,
    ): Promise<Page<Delivery>> => {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        await managed(scope, id, principal);
        const rows = await repo.listDeliveries(scope, { webhook: id, state, after, limit: limit + 1 });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        return { ...page, items: page.items.map(toDelivery) };
      });
    },

    /** Sends a message again under the id it had. @throws DomainError not_found, refused when the webhook is switched off */
    replay: (id: string, delivery: string, act: Act): Promise<Delivery> =>
      perform({ store, clock }, act, async (scope) => {
        refuseIfOff(await managed(scope, id, act.principal));
        const row = await repo.deliveryRow(scope, delivery);
        if (row?.webhook !== id)
          throw new DomainError('not_found', `webhook ${id} has no delivery ${delivery}`);
        if (row.state === 'pending') return toDelivery(row);
        const now = clock.now();
        const again = { ...row, state: 'pending', triedSince: now, replays: row.replays + 1 } as const;
        await repo.saveDelivery(scope, again);
        await sendLater(scope, again, now);
        await scope.record('webhook_delivery', delivery);
        return toDelivery(again);
      }),
  };
}

function refuseIfOff({ disabledAt }: repo.WebhookRow): void {
  if (disabledAt !== null)
    throw new DomainError('refused', 'the webhook is switched off: switch it on first');
}
