import { DomainError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/access.ts';
import { encodePlace, type FeedPlace } from '../../platform/feed/cursor.ts';
import { changesSince, keptPlace, placeNow, placeOf } from '../../platform/feed/feed.ts';
import { feedOutlook } from '../../platform/feed/repo.ts';
import type { FeedTail } from '../../platform/feed/tail.ts';
import type { StreamedBody } from '../../platform/http/contract.ts';
import type { SyncNeeds } from '../service.ts';
import { changeTelling } from './telling.ts';

/** A screen has one; a few windows of it are usual. */
const MOST_STREAMS = 6;
/** Shorter than the patience of proxies, which cut what is silent. */
const HEARTBEAT_MS = 15_000;
/** Then it is ended, so that who is asking and what he may see is looked at again. */
const LASTS_MS = 15 * 60_000;
const RETRY_MS = 2_000;
const BATCH = 100;

/** Live screens. What was told to whom is nowhere but in SQL and in the last id of the screen: any process can go on. */
export function changeStream(needs: SyncNeeds) {
  const { store } = needs;
  const tell = changeTelling(needs);
  const open = new Map<string, number>();

  function count(principal: string, by: 1 | -1): number {
    const now = (open.get(principal) ?? 0) + by;
    if (now === 0) open.delete(principal);
    else open.set(principal, now);
    return now;
  }

  async function* events(
    principal: Principal,
    lastEventId: string | undefined,
    tail: FeedTail,
    gone: AbortSignal,
  ): AsyncGenerator<string> {
    const ended = AbortSignal.any([gone, tail.closing, AbortSignal.timeout(LASTS_MS)]);
    const bell = alarm();
    ended.addEventListener('abort', bell.ring);
    const unsubscribe = tail.subscribe(bell.ring);
    try {
      const outlook = await store.read(feedOutlook);
      const known = lastEventId === undefined ? undefined : keptPlace(lastEventId, outlook);
      let place = known ?? placeNow(outlook);
      yield `retry: ${RETRY_MS}\n${idOf(place)}\n`;
      if (lastEventId !== undefined && !known) yield `event: reset\n${idOf(place)}data: {}\n\n`;
      while (!ended.aborted) {
        const { text, next, more } = await batchAfter(principal, place);
        place = next;
        if (text !== '') yield text;
        if (more || ended.aborted) continue;
        // A beat carries the id on past what this screen may not see.
        if (!(await bell.rings(HEARTBEAT_MS))) yield `: beat\n${idOf(place)}\n`;
      }
    } finally {
      ended.removeEventListener('abort', bell.ring);
      unsubscribe();
    }
  }

  /** What to write of the changes after a place. */
  function batchAfter(
    principal: Principal,
    place: FeedPlace,
  ): Promise<{ text: string; next: FeedPlace; more: boolean }> {
    return store.read(async (scope) => {
      const outlook = await feedOutlook(scope);
      const { rows, place: next, more } = await changesSince(scope, outlook, place, BATCH);
      const told = await tell(scope, principal, rows);
      const text = rows.map((row, at) => {
        const event = told[at];
        if (!event) return '';
        return `event: ${event.name}\n${idOf(placeOf(outlook, row))}data: ${JSON.stringify(event.data)}\n\n`;
      });
      return { text: text.join(''), next, more };
    });
  }

  return {
    /** @throws DomainError rate_limited */
    open(principal: Principal, lastEventId: string | undefined, tail: FeedTail): StreamedBody {
      if ((open.get(principal.id) ?? 0) >= MOST_STREAMS) {
        throw new DomainError(
          'rate_limited',
          `You have ${MOST_STREAMS} streams open, as many as there may be: close one.`,
        );
      }
      count(principal.id, 1);
      return async function* streamed(gone) {
        try {
          yield* events(principal, lastEventId, tail, gone);
        } finally {
          count(principal.id, -1);
        }
      };
    },
  };
}

const idOf = (place: FeedPlace): string => `id: ${encodePlace(place)}\n`;

/** Something that rings once for however many pulls, and remembers a ring that nobody waited for. */
function alarm(): { ring: () => void; rings: (withinMs: number) => Promise<boolean> } {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async rings(withinMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      const answer = rung;
      rung = false;
      return answer;
    },
  };
}
