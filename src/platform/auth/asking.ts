import { AsyncLocalStorage } from 'node:async_hooks';

/** The request on whose behalf better-auth works. */
export interface Asking {
  /** The operation's id, for the audit trail. */
  operation: string;
  requestId: string;
  /** Below `/api/auth`. */
  path: string;
  /** The caller's network address. */
  address: string;
  /** What went wrong on our side meanwhile, which better-auth does not pass on. */
  failure?: unknown;
}

/**
 * better-auth hands its storage nothing of the request it works for. This is the one ambient value of the service: set around each of
 * its endpoints, read by its adapter alone.
 */
export const asking = new AsyncLocalStorage<Asking>();
