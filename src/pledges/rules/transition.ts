import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { inOrder, RANK, type StatusFact } from './pledge.ts';

export interface Transition {
  to: StatusFact['status'];
  on: string;
}

/** Where in the history of a pledge a new status comes: after what, and before what. Of the same day the new one is the last. */
export function placeOf(
  standing: readonly StatusFact[],
  on: string,
): { before: StatusFact | undefined; after: StatusFact | undefined } {
  const facts = [...standing].sort(inOrder);
  return { before: facts.findLast((fact) => fact.on <= on), after: facts.find((fact) => fact.on > on) };
}

/**
 * Why a pledge cannot have come to a status on a day; empty when it can. It only goes forward: pledge → commitment → paid, and
 * from each of them to cancelled; steps may be left out. A step learned of late may be dated between others.
 */
export function checkTransition(
  standing: readonly StatusFact[],
  expiresOn: string | null,
  { to, on }: Transition,
): FieldError[] {
  const { before, after } = placeOf(standing, on);
  if (!before) {
    const first = after?.on ?? on;
    return [refusal('/on', 'order', `it was decided on ${first}: nothing can have become of it before`)];
  }
  if (before.status === to) {
    return [refusal('/to', 'already', `it is ${named(to)} since ${before.on}`)];
  }
  if (before.status === 'cancelled') {
    return [refusal('/to', 'terminal', `it was cancelled on ${before.on}; ${howToGoBack(before)}`)];
  }
  if (RANK[to] < RANK[before.status]) {
    const detail = `it is ${named(before.status)} since ${before.on}, and that is not undone by a new status; `;
    return [refusal('/to', 'not_forward', detail + howToGoBack(before))];
  }
  if (after && RANK[after.status] <= RANK[to]) {
    const detail = `it was ${named(after.status)} from ${after.on} on: it cannot have become ${named(to)} before that`;
    return [refusal('/on', 'order', detail)];
  }
  if (to !== 'cancelled' && before.status !== 'paid' && expiresOn !== null && on > expiresOn) {
    return [refusal('/on', 'expired', `it expired on ${expiresOn}: extend expiresOn first`)];
  }
  return [];
}

/** Why a status fact cannot be voided: a pledge always has a status. */
export function checkVoid(standing: readonly StatusFact[], id: string): FieldError[] {
  return standing.some((fact) => fact.id !== id)
    ? []
    : [refusal('', 'only_status', 'it is the only status of the pledge: cancel the pledge instead')];
}

function named(status: StatusFact['status']): string {
  return status === 'paid' || status === 'cancelled' ? status : `a ${status}`;
}

function howToGoBack({ id }: StatusFact): string {
  return `if it was recorded by mistake, void that status fact: POST /pledges/{id}/statuses/${id}/void`;
}

function refusal(pointer: string, code: FieldCode, detail: string): FieldError {
  return { pointer, code, detail };
}
