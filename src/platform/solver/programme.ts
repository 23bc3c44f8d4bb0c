/** A linear programme: amounts that make the most of something within limits. It knows nothing of what they are. */

/** An amount that is looked for, of at least 0. */
export interface Column {
  /** What one more of it adds to the objective. */
  gain: number;
  /** Its greatest; infinite where only rows limit it. */
  most: number;
  /** Of which rows it takes how much for each unit; below 0 where it gives. */
  takes: readonly (readonly [row: number, each: number])[];
}

export interface Programme {
  columns: readonly Column[];
  /** The most that may be taken of each row. */
  rows: readonly number[];
}

export interface Solution {
  objective: number;
  /** By column. */
  amounts: Float64Array;
  /** By row: what one more of it would add to the objective, for a little more of it; 0 where there is enough. */
  prices: Float64Array;
}
