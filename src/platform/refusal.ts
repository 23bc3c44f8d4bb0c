import type { Principal } from './access.ts';
import type { ProblemCode } from './errors.ts';

/** A request that was refused, for whoever keeps a record of it: no secret, no body. */
export interface Refusal {
  /** Null: nobody was signed in. */
  principal: Principal | null;
  /** The operation's id. */
  operation: string;
  code: ProblemCode;
  /** What was asked for, without the query; secrets in it are replaced. */
  path: string;
  /** The caller's network address; null when the connection is gone. */
  address: string | null;
  requestId: string;
}
