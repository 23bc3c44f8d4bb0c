import type { Principal } from '../../platform/access.ts';
import { encodePlace, type FeedPlace } from '../../platform/feed/cursor.ts';
import { changesSince, keptPlace, placeNow, placeOf } from '../../platform/feed/feed.ts';
import { feedOutlook } from '../../platform/feed/repo.ts';
import type { FeedTail } from '../../platform/feed/tail.ts';
import type { StreamedBody } from '../../platform/http/contract.ts';
import type { SyncNeeds } from '../service.ts';
import { changeTelling } from './telling.ts';

/** A screen has one; a few windows of it, and a phone beside it, are usual. */
const MOST_STREAMS = 12;
/** Whoever has more screens open than that is asked to leave those that were ended alone so long, or they would end each other in turn. */
const CROWDED_RETRY_MS = 60_000;
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
  /** By principal, the oldest first. */
  const open = new Map<string, Set<AbortController>>();

  /**
   * One more screen of somebody. Nobody is refused: a phone whose line broke leaves connections behind that look open for minutes, and it is
   * the newest that somebody looks at.
   */
  function admit(principal: string): AbortController {
    const screens = open.get(principal) ?? new Set();
    const [oldest] = screens;
    if (oldest && screens.size >= MOST_STREAMS) {
      screens.delete(oldest);
      oldest.abort();
    }
    const screen = new AbortController();
    open.set(principal, screens.add(screen));
    return screen;
  }

  function leave(principal: string, screen: AbortController): void {
    const screens = open.get(principal);
    screens?.delete(screen);
    if (screens?.size === 0) open.delete(principal);
  }

  async function* events(
    principal: Principal,
    lastEventId: string | undefined,
    tail: FeedTail,
    gone: AbortSignal,
    crowded: AbortSignal,
  ): AsyncGenerator<string> {
    const ended = AbortSignal.any([gone, crowded, tail.closing, AbortSignal.timeout(LASTS_MS)]);
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
      if (crowded.aborted) yield `retry: ${CROWDED_RETRY_MS}\n\n`;
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
    /** With more than {@link MOST_STREAMS} of one principal, the oldest ends. */
    open(principal: Principal, lastEventId: string | undefined, tail: FeedTail): StreamedBody {
      return async function* streamed(gone) {
        const screen = admit(principal.id);
        try {
          yield* events(principal, lastEventId, tail, gone, screen.signal);
        } finally {
          leave(principal.id, screen);
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
