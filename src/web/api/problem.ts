/** What the service refused, as it said it (RFC 9457). */
import type { FieldError, ProblemCode } from '../../platform/errors.ts';

/** `pointer` is `/lines/0/quantity` into the body, `?name` of the query. */
export type FieldProblem = FieldError;

export interface ProblemBody {
  status: number;
  code: ProblemCode;
  /** In the language asked for. */
  title: string;
  /** In English. */
  detail: string;
  errors: readonly FieldProblem[];
  traceId?: string;
  /** Some codes add members: `candidates`, `current`, `retryAfter`. */
  [more: string]: unknown;
}

export class Problem extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.detail || problem.title);
    this.name = 'Problem';
    this.problem = problem;
  }
  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** No answer came: no network, or nobody there. Nothing is known of what became of the request. */
export class NotReached extends Error {
  constructor(options?: ErrorOptions) {
    super('The service was not reached', options);
    this.name = 'NotReached';
  }
}

/** The body of a refusal; one that is none (a proxy's page) is as good as its status. */
export function problemOf(status: number, body: unknown): ProblemBody {
  if (typeof body === 'object' && body !== null && 'code' in body) return body as ProblemBody;
  const code: ProblemCode = status >= 500 ? 'unavailable' : 'malformed';
  return { status, code, title: `HTTP ${status}`, detail: '', errors: [] };
}

/** What is said about one field; `pointer` as the contract has it: `/amount`, `/lines/0/item`. */
export function fieldProblem(error: unknown, pointer: string): FieldProblem | undefined {
  if (!(error instanceof Problem)) return undefined;
  return error.problem.errors.find((one) => one.pointer === pointer);
}
