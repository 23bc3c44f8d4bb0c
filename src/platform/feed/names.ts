/** The things whose changes are told. Of each the key is its id; of a lane `AF23/food_security`; of a command the id its device gave it. */
export const FEED_KINDS = ['shipment', 'pledge', 'lane', 'flag', 'discrepancy', 'command', 'import'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

export interface FeedDetail {
  /** Of a lane: the months that are others now. */
  months?: readonly string[];
  /** Of a shipment: whom it no longer concerns, so that they forget it. */
  left?: readonly string[];
}

/** How long a change can be caught up with; whoever was away for longer begins anew. */
export const FEED_KEPT_DAYS = 30;
