/** What may be done with a case as it stands; the service decides, this is what is offered. */

export type CaseState = 'open' | 'acknowledged' | 'in_action' | 'resolved';
export const ACTS = ['acknowledge', 'act', 'assign', 'comment', 'resolve', 'reopen', 'decide'] as const;
export type Act = (typeof ACTS)[number];

export interface Standing {
  state: CaseState;
  /** Discrepancies are not acted on: they are settled. */
  isFlag: boolean;
  /** Whether what opened it is still so: without it a case does not open again by hand. */
  isShown: boolean;
  /** Two receipts that contradict each other are settled by saying which counts. */
  isDispute: boolean;
}

export function actsFor({ state, isFlag, isShown, isDispute }: Standing): Act[] {
  if (state === 'resolved') return isShown ? ['reopen', 'comment'] : ['comment'];
  return ACTS.filter((act) => {
    switch (act) {
      case 'acknowledge':
        return state === 'open';
      case 'act':
        return isFlag;
      case 'resolve':
        return !isDispute;
      case 'decide':
        return isDispute;
      case 'reopen':
        return false;
      default:
        return true;
    }
  });
}

/** Reasons a person may close a discrepancy for; `netted` is said by accepting a netting hint. */
export const REASONS = [
  ...['found', 'recovered', 'recount', 'data_error', 'duplicate', 'reassigned', 'claimed_from_carrier'],
  ...['replaced', 'written_off', 'disposed', 'accepted', 'other'],
] as const;
export type Reason = (typeof REASONS)[number];
