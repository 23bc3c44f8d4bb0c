import { DIRTY_KINDS, type DirtyKind, OUTBOX_TOPICS, type OutboxTopic } from '../src/platform/queue/names.ts';
import type { Store, WriteScope } from '../src/platform/storage/store.ts';

/** Recomputes things of one kind from facts, in the unit of work that also clears them. May run twice; it has no effect but its rows. */
export type Recompute = (scope: WriteScope, keys: readonly string[], now: number) => Promise<void>;

export interface OutboxMessage {
  /** Stable: the receiver can tell by it that it has had this message before. */
  id: string;
  topic: string;
  key: string;
  payload: unknown;
}

/**
 * Has one effect outside, at least once. Throwing `UnrecoverableError` says that trying again is useless. One that keeps its own account
 * of what failed answers when it wants to be tried again, which counts as no attempt.
 */
export type Deliver = (message: OutboxMessage) => Promise<void | { again: number }>;

/** Looks for what time alone has changed and marks it dirty. Idempotent: it runs at start, on schedule, and now and then twice. */
export type Sweep = (store: Store, now: number) => Promise<void>;

/** How often, or at which local times in Kabul (cron: minute hour day month weekday). */
export type Schedule = { everyMs: number } | { kabul: string };

/** A sweep and when it runs; one that only looks, and changes nothing that time has changed, need not be caught up with at start. */
export interface Scheduled {
  schedule: Schedule;
  run: Sweep;
  catchUp?: false;
}

/** Every job name and what does it: plain objects, so that a missing name does not compile. */
export interface Registry<
  Kind extends string = string,
  Topic extends string = string,
  SweepName extends string = string,
> {
  recompute: Readonly<Record<Kind, Recompute>>;
  deliver: Readonly<Record<Topic, Deliver>>;
  sweeps: Readonly<Record<SweepName, Scheduled>>;
}

/** What the service's own registry must satisfy. */
export type CompleteRegistry = Registry<DirtyKind, OutboxTopic>;

/** Throws when a kind or a topic that rows may carry has no handler; the compiler cannot see what is put together at run time. */
export function assertComplete(registry: Registry): void {
  const missing = [
    ...DIRTY_KINDS.filter((kind) => !Object.hasOwn(registry.recompute, kind)),
    ...OUTBOX_TOPICS.filter((topic) => !Object.hasOwn(registry.deliver, topic)),
  ];
  if (missing.length > 0) throw new Error(`no job handler for: ${missing.join(', ')}`);
}
