/** A phone: sends its queue, pulls what it needs, and holds what it was given. */
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { feedOutlook } from '../../src/platform/feed/repo.ts';
import { newId } from '../../src/platform/ids.ts';
import type { CommandResult, syncCommand } from '../../src/sync/contract.ts';
import type { Pulled } from '../../src/sync/contract/pull.ts';
import type { Shipment } from '../../src/shipments/contract.ts';
import type { EventBody } from './ledger.ts';
import type { Answer, Problem } from './client.ts';
import type { Service } from './service.ts';

export type Command = z.input<typeof syncCommand>;
export type AnyCommand = Command | Record<string, unknown> | null | string;

/** A note, or what `changes` make of it. */
export const noteOf = (changes: Partial<Record<keyof EventBody | 'lines', unknown>> = {}): EventBody => {
  const note: EventBody = { id: newId(), type: 'note', occurredAt: '2026-11-12T06:00:00Z', note: 'seen' };
  return Object.assign(note, changes);
};

export const eventCommand = (shipmentId: string, body: EventBody): Command => ({
  kind: 'event',
  shipmentId,
  body,
});

/** Waits until what is committed can be told: on PostgreSQL a transaction that began earlier holds it back for a moment. */
export async function caughtUp({ store }: Pick<Service, 'store'>): Promise<void> {
  while ((await store.read(feedOutlook)).isWaiting) await wait(5);
}

export function phoneOf(service: Service, deviceId = 'phone-1') {
  let cursor: string | undefined;
  const held = new Map<string, Shipment>();
  const commands = new Map<string, Pulled['commands'][number]>();
  return {
    held,
    commands,

    post: (sent: readonly AnyCommand[]): Promise<Answer<{ results: CommandResult[] } & Partial<Problem>>> =>
      service.post('/sync', { deviceId, commands: sent }),

    async send(sent: readonly AnyCommand[]): Promise<CommandResult[]> {
      const { status, body } = await this.post(sent);
      if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
      return body.results;
    },

    async outcomes(sent: readonly AnyCommand[]): Promise<CommandResult['outcome'][]> {
      return (await this.send(sent)).map(({ outcome }) => outcome);
    },

    async page(limit?: number): Promise<Pulled> {
      await caughtUp(service);
      const { status, body } = await service.get<Pulled>('/sync/pull', { cursor, limit });
      if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
      if (body.reset) held.clear();
      for (const shipment of body.shipments) held.set(shipment.id, shipment);
      for (const id of body.gone) held.delete(id);
      for (const command of body.commands) commands.set(command.id, command);
      cursor = body.cursor;
      return body;
    },

    /** Pulls until there is no more. */
    async pull(limit?: number): Promise<Pulled[]> {
      const pages: Pulled[] = [];
      do pages.push(await this.page(limit));
      while (pages.at(-1)?.more);
      return pages;
    },
  };
}
