import type { FieldCode } from './field-codes.ts';

/** Where in the caller's input something is wrong (RFC 6901 pointer) and why. */
export interface FieldError {
  pointer: string;
  code: FieldCode;
  detail: string;
}

/**
 * Every refusal the service can give, once: its HTTP status and title. A status of 4xx is the caller's to mend,
 * 503 may be tried again as it is.
 */
export const PROBLEMS = {
  malformed: { status: 400, title: 'The request is malformed' },
  unauthenticated: { status: 401, title: 'Sign in or send an API key' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'In conflict with what is recorded' },
  id_reused: { status: 409, title: 'This id was used for different content' },
  duplicate_suspected: { status: 409, title: 'This may already be recorded' },
  precondition_failed: { status: 412, title: 'It was changed since you read it' },
  too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'This content type is not taken here' },
  refused: { status: 422, title: 'Understood, but refused by a rule' },
  unknown_reference: { status: 422, title: 'It refers to something that is not recorded' },
  precondition_required: { status: 428, title: 'Say which version you are changing' },
  rate_limited: { status: 429, title: 'Too many requests: wait a little' },
  headers_too_large: { status: 431, title: 'The head of the request is too large' },
  too_slow: { status: 408, title: 'The request took too long to arrive' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Temporarily unavailable: try again' },
  storage_full: { status: 507, title: 'The storage is full' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal, carried unchanged from the rule that made it to the wire. */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: ProblemCode,
    detail: string,
    options: { errors?: readonly FieldError[]; data?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.errors = options.errors ?? [];
    this.data = options.data ?? {};
  }
}

/** A unique constraint refused a row: the same in both storage engines. */
export class ConflictError extends DomainError {
  constructor(detail: string, cause?: unknown) {
    super('conflict', detail, { cause });
    this.name = 'ConflictError';
  }
}
