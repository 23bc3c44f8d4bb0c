import type { Principal } from '../platform/access.ts';
import type { Act } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import type { FeedTail } from '../platform/feed/tail.ts';
import type { StreamedBody } from '../platform/http/contract.ts';
import type { Store } from '../platform/storage/store.ts';
import type { GapsService } from '../gaps/service.ts';
import type { PledgesService } from '../pledges/service.ts';
import type { ReconciliationService } from '../reconciliation/service.ts';
import type { ShipmentsService } from '../shipments/service.ts';
import type { CommandResult } from './contract.ts';
import { commandRunner } from './service/commands.ts';
import { conflictSettling } from './service/conflicts.ts';
import { pulling } from './service/pull.ts';
import { changeStream } from './service/stream.ts';

export type SyncService = ReturnType<typeof syncService>;

export interface SyncNeeds {
  store: Store;
  clock: Clock;
  shipments: ShipmentsService;
  pledges: PledgesService;
  gaps: GapsService;
  reconciliation: ReconciliationService;
}

/** So many at the same moment: on SQLite they share a commit, on PostgreSQL they leave connections for others. */
const AT_ONCE = 10;

/** Phones and live screens: what they did while they were away, what they need, and what changes while they are there. */
export function syncService(needs: SyncNeeds) {
  const run = commandRunner(needs);
  const streams = changeStream(needs);

  return {
    /**
     * Carries out commands, each on its own. Events follow each other in no particular order, for it never matters; what other kinds
     * record may be needed by the command after it.
     *
     * @throws DomainError of 5xx alone: then nothing is known of the commands that are left, and all may be sent again
     */
    async commands(commands: readonly unknown[], source: 'web' | 'file', act: Act): Promise<CommandResult[]> {
      const results: CommandResult[] = [];
      for (let at = 0; at < commands.length;) {
        const together = eventsFrom(commands, at);
        results.push(...(await Promise.all(together.map((command) => run(command, source, act)))));
        at += together.length;
      }
      return results;
    },

    ...conflictSettling(needs),

    pull: pulling(needs),

    stream: (principal: Principal, lastEventId: string | undefined, tail: FeedTail): StreamedBody =>
      streams.open(principal, lastEventId, tail),

    /** Tells shipments what was waiting for them and could not be told when they came. */
    sweep: (): Promise<void> => needs.shipments.admitWaiting(),
  };
}

/** The next commands that may be carried out at the same moment: events as far as they go, else one. */
function eventsFrom(commands: readonly unknown[], at: number): readonly unknown[] {
  const seen = new Set<unknown>();
  let end = at;
  while (end < commands.length && end - at < AT_ONCE) {
    const id = eventIdOf(commands[end]);
    // The same command twice: one is the first.
    if (id === undefined || seen.has(id)) break;
    seen.add(id);
    end++;
  }
  return commands.slice(at, Math.max(end, at + 1));
}

function eventIdOf(command: unknown): unknown {
  if (typeof command !== 'object' || command === null) return undefined;
  const { kind, body } = command as { kind?: unknown; body?: unknown };
  if (kind !== 'event' || typeof body !== 'object' || body === null) return undefined;
  const { id } = body as { id?: unknown };
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}
