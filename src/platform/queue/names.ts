/** The things that are recomputed from facts. Each has a function in the jobs registry: a missing one does not compile. */
export const DIRTY_KINDS = ['shipment', 'pledge', 'lane', 'netting'] as const;
export type DirtyKind = (typeof DIRTY_KINDS)[number];

/** The effects outside the database. Each has a function in the jobs registry. */
export const OUTBOX_TOPICS = ['mail', 'password_reset'] as const;
export type OutboxTopic = (typeof OUTBOX_TOPICS)[number];

/** Those whose words may open something, such as a link to set a password: forgotten once the effect was had. */
export const SECRET_TOPICS: readonly string[] = ['mail'] satisfies OutboxTopic[];

/** An instant no clock reaches: what is parked or done waits until then, out of the way of what is due. */
export const NEVER = 8_640_000_000_000_000;
