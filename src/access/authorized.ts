import type { Kind } from './rules.ts';

declare const proof: unique symbol;

/** What is checked before it is read or changed. A case, a hint, a file and a link follow the shipments and pledges they are about. */
export type Row = Kind | 'case' | 'hint' | 'file';
/** What may be done with a row: see it, or also change it. */
export type Level = 'see' | 'change';

type Proven<R extends Row, L extends Level> = L extends 'change'
  ? Readonly<Record<`see ${R}` | `change ${R}`, true>>
  : Readonly<Record<`see ${R}`, true>>;

/**
 * The id of a row that whoever asks may see, or also change. `src/access/service.ts` alone makes it: what reads or changes such rows takes
 * nothing else, so that an id nobody checked does not compile.
 */
export type Authorized<R extends Row, L extends Level = 'see'> = string & { readonly [proof]: Proven<R, L> };
