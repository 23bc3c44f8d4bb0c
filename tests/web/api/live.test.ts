import { expect, test } from 'vitest';
import { eventsOf } from '../../../src/web/api/live.ts';

function streamOf(chunks: readonly string[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes.encode(chunk));
      controller.close();
    },
  });
}

const TEXT = 'event: cells\nid: 7\ndata: {"a":"ولایت"}\n\n: quiet\nid: 8\n\nevent: reset\ndata: {}\n\n';

test.each([[1], [3], [1_000]])(
  'events are told however the stream is cut, here every %d characters',
  async (length) => {
    const chunks = Array.from({ length: Math.ceil(TEXT.length / length) }, (_, at) =>
      TEXT.slice(at * length, (at + 1) * length),
    );
    const told = [];
    for await (const one of eventsOf(streamOf(chunks))) told.push(one);
    expect(told).toEqual([
      { name: 'cells', id: '7' },
      { name: '', id: '8' },
      { name: 'reset', id: undefined },
    ]);
  },
);
