/** A live screen: reads Server-Sent Events as a browser does, and remembers the last id. */
import { KEY, type Service } from './service.ts';

export interface ScreenEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

/** The events in a text, and what is left of it; `id` is what the screen will say when it comes again. */
export function parseEvents(text: string): {
  events: ScreenEvent[];
  lastId: string | undefined;
  rest: string;
  retryMs: number | undefined;
} {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  const events: ScreenEvent[] = [];
  let lastId: string | undefined;
  let retryMs: number | undefined;
  for (const block of blocks) {
    const fields = new Map(
      block.split('\n').map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).trimStart()];
      }),
    );
    lastId = fields.get('id') ?? lastId;
    const retry = fields.get('retry');
    if (retry !== undefined) retryMs = Number(retry);
    const data = fields.get('data');
    if (data !== undefined)
      events.push({
        id: lastId ?? '',
        name: fields.get('event') ?? '',
        data: JSON.parse(data) as ScreenEvent['data'],
      });
  }
  return { events, lastId, rest, retryMs };
}

/** A screen of the service at `url`; `open` connects again where the screen was. */
export function screenOf({ url }: Pick<Service, 'url'>) {
  const seen: ScreenEvent[] = [];
  let lastId: string | undefined;
  let retryMs: number | undefined;
  let connection: AbortController | undefined;
  const screen = {
    seen,
    get lastId() {
      return lastId;
    },
    /** How long it is to wait before it comes again, as last told. */
    get retryMs() {
      return retryMs;
    },
    /** Connects; answers when the connection has ended. */
    async open(from: string | undefined = lastId): Promise<{ status: number; ended: Promise<void> }> {
      connection = new AbortController();
      const answer = await fetch(`${url}/api/v1/stream`, {
        headers: { authorization: `Bearer ${KEY}`, ...(from === undefined ? {} : { 'last-event-id': from }) },
        signal: connection.signal,
      });
      const first = Promise.withResolvers<void>();
      const read = async () => {
        const decoder = new TextDecoder();
        let text = '';
        for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
          const parsed = parseEvents(text + decoder.decode(chunk, { stream: true }));
          text = parsed.rest;
          lastId = parsed.lastId ?? lastId;
          retryMs = parsed.retryMs ?? retryMs;
          seen.push(...parsed.events);
          first.resolve();
        }
      };
      const ended = answer.status === 200 ? read().catch(() => {}) : Promise.resolve();
      // The first thing said is where it stands.
      if (answer.status === 200) await first.promise;
      return { status: answer.status, ended };
    },
    close: () => connection?.abort(),
  };
  return screen;
}
