import type { FieldError, ProblemCode } from '../../platform/errors.ts';

/** Why an event that had waited for its shipment could not be told about it. */
export interface ParkedProblem {
  code: ProblemCode;
  detail: string;
  errors: readonly FieldError[];
}
