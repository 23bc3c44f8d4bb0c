import type { FeedTail } from '../platform/feed/tail.ts';
import { bind, type BoundRoute } from '../platform/http/contract.ts';
import { syncCommands } from './contract.ts';
import { listConflicts, resolveConflict } from './contract/conflicts.ts';
import { pull } from './contract/pull.ts';
import { stream } from './contract/stream.ts';
import type { SyncService } from './service.ts';

export function syncRoutes(sync: SyncService, tail: FeedTail): BoundRoute[] {
  return [
    bind(syncCommands, async ({ body, act }) => ({
      status: 200,
      body: { results: await sync.commands(body.commands, body.source, act) },
    })),
    bind(pull, async ({ query, principal }) => ({
      status: 200,
      body: await sync.pull(principal, query),
      // Each is for one phone at one moment; a digest of it would cost more than it saves.
      headers: { 'cache-control': 'no-store' },
    })),
    bind(listConflicts, async ({ query, principal }) => ({
      status: 200,
      body: await sync.conflicts(principal, query),
    })),
    bind(resolveConflict, async ({ params, headers, body, act }) => ({
      status: 200,
      body: await sync.resolve(params.id, body, headers['if-match'], act),
    })),
    bind(stream, async ({ headers, principal }) => ({
      status: 200,
      body: sync.stream(principal, headers['last-event-id'], tail),
      // Proxies must not gather it.
      headers: { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
    })),
  ];
}
