import { randomBytes } from 'node:crypto';
import type { ReadScope, Store } from '../storage/store.ts';
import { decodePlace, type FeedPlace } from './cursor.ts';
import { FEED_KEPT_DAYS } from './names.ts';
import {
  beginEpoch,
  feedAfter,
  type FeedOutlook,
  type FeedRow,
  isBeyondItself,
  sweepFeedBefore,
} from './repo.ts';

const DAY_MS = 86_400_000;
/** Small: on SQLite a unit of work keeps every other one waiting. */
const SWEEP_UNIT = 1_000;

/** Begins the feed of a new database, and anew of one that was restored into another server. */
export async function beginFeed(store: Store): Promise<void> {
  if (!(await store.read(isBeyondItself))) return;
  await store.write(async (scope) => {
    if (await isBeyondItself(scope)) await beginEpoch(scope, randomBytes(6).toString('base64url'));
  });
}

/** Forgets what changed more than {@link FEED_KEPT_DAYS} ago: whoever was away for longer begins anew. */
export async function sweepFeed(store: Store, now: number): Promise<void> {
  const before = now - FEED_KEPT_DAYS * DAY_MS;
  while ((await store.write((scope) => sweepFeedBefore(scope, before, SWEEP_UNIT))) > 0);
}

/** The place of whoever has seen everything in this snapshot. */
export const placeNow = ({ epoch, horizon }: FeedOutlook): FeedPlace => ({
  ...{ epoch, position: horizon },
  ...{ kind: '', key: '' },
});

export const placeOf = ({ epoch }: FeedOutlook, { position, kind, key }: FeedRow): FeedPlace => ({
  ...{ epoch, position, kind, key },
});

/** Whether everything that came after a place is still in the feed. */
export function isKept({ epoch, position }: FeedPlace, outlook: FeedOutlook): boolean {
  // At the last position that was swept, not all may have been read.
  return epoch === outlook.epoch && position > outlook.sweptTo && position <= outlook.horizon;
}

export interface FeedPage {
  rows: FeedRow[];
  /** Where to go on. */
  place: FeedPlace;
  more: boolean;
}

/** What changed since a place that is kept. */
export async function changesSince(
  scope: ReadScope,
  outlook: FeedOutlook,
  place: FeedPlace,
  limit: number,
): Promise<FeedPage> {
  const rows = await feedAfter(scope, place, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, place: last ? placeOf(outlook, last) : place, more: rows.length > limit };
}

/** The place a cursor names, if everything since is still there. */
export function keptPlace(cursor: string, outlook: FeedOutlook): FeedPlace | undefined {
  const place = decodePlace(cursor);
  return place && isKept(place, outlook) ? place : undefined;
}
