/** Brings what changed since the last time, page by page; each page is kept with its cursor before the next is asked for. */
import type { Pulled } from '../../../sync/contract/pull.ts';
import type { Held } from '../store/held.ts';

export interface PullService {
  pull: (cursor: string | undefined) => Promise<Pulled>;
}

/** @throws what the service threw; the pages that came are kept, and the next pull goes on after them */
export async function pullAll(held: Held, service: PullService, user: string): Promise<void> {
  let bytes = 0;
  for (;;) {
    const mark = await held.mark();
    const page = await service.pull(mark?.user === user ? mark.cursor : undefined);
    await held.take(user, page, bytes);
    bytes += page.bytes;
    if (!page.more) return;
  }
}
