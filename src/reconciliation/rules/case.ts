import type { FieldError } from '../../platform/errors.ts';
import type { Cause, DiscrepancyKind } from './discrepancies.ts';

export const CASE_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/**
 * How a person settles a case, in the words of stock keeping. `netted` is said by accepting a netting hint alone; `other` needs
 * its text.
 */
export const RESOLUTIONS = [
  /** It turned up after the count. */
  'found',
  /** Taken back from whoever had it. */
  'recovered',
  'recount',
  'data_error',
  /** Another case speaks of the same goods. */
  'duplicate',
  /** Booked on another waybill, without a hint. */
  'reassigned',
  'netted',
  'claimed_from_carrier',
  'replaced',
  /** Booked as a loss, with whatever approval that needs. */
  'written_off',
  /** Unfit goods were destroyed. */
  'disposed',
  /** It is so and may remain so: within tolerance, or kept by the consignee. */
  'accepted',
  'other',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What may stand in the history of a case. */
export const HAPPENINGS = [
  'opened',
  'changed',
  'closed',
  'reopened',
  'acknowledged',
  'assigned',
  'commented',
  'resolved',
  /** A hint that was accepted explains a part of it. */
  'netted',
  /** That is taken back. */
  'unnetted',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** Why facts reopen a case. */
export type Reopening = 'cause_returned' | 'facts_changed' | 'netting_withdrawn';

/** What of a case decides what may become of it. */
export interface CaseStanding {
  kind: DiscrepancyKind;
  state: CaseState;
  owner: string | null;
  resolution: Resolution | null;
  closedAt: number | null;
  goneAt: number | null;
  events: readonly string[];
}

export type CaseCommand =
  | { act: 'acknowledge'; text?: string | null | undefined }
  | { act: 'assign'; owner: string | null; text?: string | null | undefined }
  | { act: 'comment'; text: string }
  | { act: 'resolve'; reason: Exclude<Resolution, 'netted'>; text?: string | null | undefined }
  | { act: 'reopen'; text: string };

export const HAPPENING_OF = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  comment: 'commented',
  resolve: 'resolved',
  reopen: 'reopened',
} as const satisfies Record<CaseCommand['act'], Happening>;

/** Why a command cannot be carried out; empty when it can. */
export function checkCommand(on: CaseStanding, command: CaseCommand): FieldError[] {
  const refusal = refusalOf(on, command);
  return refusal === null ? [] : [refusal];
}

function refusalOf(on: CaseStanding, command: CaseCommand): FieldError | null {
  const wrongState = (detail: string): FieldError => ({ pointer: '', code: 'wrong_state', detail });
  const isResolved = on.state === 'resolved';
  switch (command.act) {
    case 'comment':
      return null;
    case 'acknowledge':
      return on.state === 'open'
        ? null
        : wrongState(`the case is ${on.state}: only an open one is acknowledged`);
    case 'assign':
      return isResolved ? wrongState('the case is resolved: reopen it first') : null;
    case 'resolve':
      if (isResolved) return wrongState('the case is resolved already');
      if (on.kind === 'suspected_duplicate_receipt') return askForDecision(on);
      if (command.reason !== 'other' || (command.text ?? null) !== null) return null;
      return { pointer: '/text', code: 'required', detail: 'the reason `other` needs its text' };
    default:
      if (!isResolved) return wrongState(`the case is ${on.state}: only a resolved one is reopened`);
      if (on.goneAt !== null)
        return wrongState('the facts do not show it any more: it reopens by itself when its cause returns');
      return on.resolution === 'netted'
        ? wrongState('a netting hint settled it: dismiss the hint, which reopens it')
        : null;
  }
}

/** Which of two receipts is true is a fact for the books, and a fact is an event: closing the case would not say it. */
function askForDecision({ events }: CaseStanding): FieldError {
  const detail = `record an event \`decided\` that says which of the receipts ${events.join(' and ')} counts: the case closes by it`;
  return { pointer: '', code: 'decision_required', detail };
}

/** What a command that passed {@link checkCommand} makes of a case. */
export function afterCommand<T extends CaseStanding & { openedAt: number }>(
  on: T,
  command: CaseCommand,
  now: number,
): T {
  switch (command.act) {
    case 'comment':
      return on;
    case 'acknowledge':
      return { ...on, state: 'acknowledged' };
    case 'assign':
      return { ...on, owner: command.owner };
    case 'resolve':
      return { ...on, state: 'resolved', resolution: command.reason, closedAt: now };
    default:
      return reopened(on, now);
  }
}

/** A case that is open again; it keeps its owner. */
export function reopened<T extends object>(on: T, now: number) {
  return { ...on, state: 'open' as const, resolution: null, openedAt: now, closedAt: null, goneAt: null };
}

/** What facts say a disagreement comes to. */
interface Claim {
  quantityMilli: number | null;
  amountUsd: number | null;
  causes: readonly Cause[];
}

export type Verdict =
  | { of: 'nothing' | 'closed' | 'gone' | 'changed' }
  | { of: 'reopened'; because: Reopening };

/**
 * What facts make of a case, which they show as `shown` or do not show any more (null). One that a person resolved stays resolved
 * while they claim what they claimed then; `changed` also when only something else about it is another.
 */
export function verdictOfFacts(
  on: Pick<CaseStanding, 'closedAt' | 'goneAt' | 'resolution'> & Claim,
  shown: Claim | null,
): Verdict {
  if (shown === null) {
    if (on.closedAt === null) return { of: 'closed' };
    return { of: on.goneAt === null ? 'gone' : 'nothing' };
  }
  if (on.closedAt === null) return { of: 'changed' };
  if (on.goneAt !== null || on.resolution === null) return { of: 'reopened', because: 'cause_returned' };
  return claimsTheSame(on, shown) ? { of: 'changed' } : { of: 'reopened', because: 'facts_changed' };
}

/** In whatever order the reasons were given. */
export function claimsTheSame(a: Claim, b: Claim): boolean {
  const told = ({ causes }: Claim) =>
    causes
      .map(({ reason, responsibility, quantityMilli }) =>
        JSON.stringify([reason, responsibility, quantityMilli]),
      )
      .sort()
      .join();
  return a.quantityMilli === b.quantityMilli && a.amountUsd === b.amountUsd && told(a) === told(b);
}
