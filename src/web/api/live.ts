/** `GET /stream`: what changes is asked again, while it changes. Without the stream everything works, only later. */
import type { QueryClient } from '@tanstack/react-query';
import { type Area, TOUCHED_BY } from './keys.ts';

/** Many changes of a moment are one asking. */
const GATHER_MS = 1_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

export interface StreamEvent {
  name: string;
  id: string | undefined;
  /** How many milliseconds to wait before connecting again. */
  retry: number | undefined;
}

/** Tells the events of a stream of Server-Sent Events. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  let name = '';
  let id: string | undefined;
  let retry: number | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (name !== '' || id !== undefined || retry !== undefined) yield { name, id, retry };
        name = '';
        id = retry = undefined;
      } else if (line.startsWith('event:')) name = line.slice(6).trim();
      else if (line.startsWith('id:')) id = line.slice(3).trim();
      else if (line.startsWith('retry:')) retry = Number(line.slice(6)) || undefined;
    }
  }
}

/**
 * Follows the stream while the page is looked at: a hidden one needs no news and would hold a connection that other tabs need. Each time
 * it goes on after the last event it had, so nothing is missed.
 *
 * @returns how to end it
 */
export function followChanges(queries: QueryClient): () => void {
  let lastId: string | undefined;
  let following: AbortController | undefined;
  let pause = FIRST_PAUSE_MS;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const touched = new Set<Area>();

  function heard(name: string): void {
    for (const area of TOUCHED_BY[name] ?? []) touched.add(area);
    if (touched.size === 0) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const area of touched) void queries.invalidateQueries({ queryKey: [area] });
      touched.clear();
    }, GATHER_MS);
  }

  async function follow(): Promise<void> {
    const controller = new AbortController();
    following = controller;
    try {
      const answer = await fetch('/api/v1/stream', {
        headers: {
          accept: 'text/event-stream',
          ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
        },
        signal: controller.signal,
      });
      if (answer.ok && answer.body) {
        pause = FIRST_PAUSE_MS;
        for await (const { name, id, retry } of eventsOf(answer.body)) {
          if (id !== undefined) lastId = id;
          // Of more screens than there may be the oldest is ended, and asked to come back much later.
          if (retry !== undefined) pause = retry;
          heard(name);
        }
      }
    } catch {
      // No network, or ended by us: the pause decides when to try again.
    }
    if (following !== controller) return;
    following = undefined;
    again = setTimeout(() => void follow(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  function stop(): void {
    clearTimeout(again);
    const running = following;
    following = undefined;
    running?.abort();
  }

  function look(): void {
    stop();
    if (document.visibilityState === 'visible') void follow();
  }

  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(gathering);
    stop();
  };
}
