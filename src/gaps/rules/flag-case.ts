import type { FieldError } from '../../platform/errors.ts';
import type { FlaggedMonths, FlagSeverity } from './flag.ts';

export const FLAG_STATES = ['open', 'acknowledged', 'in_action', 'resolved'] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/** What may stand in the history of a flag. */
export const FLAG_HAPPENINGS = [
  'opened',
  'changed',
  'closed',
  'reopened',
  'acknowledged',
  'assigned',
  'commented',
  'acted',
  'resolved',
] as const;
export type FlagHappening = (typeof FLAG_HAPPENINGS)[number];

/** What of a flag decides what may become of it. */
export interface FlagStanding {
  state: FlagState;
  owner: string | null;
  severity: FlagSeverity;
  /** The months it lists; none: the lane is not short any more. */
  months: readonly string[];
  closedAt: number | null;
}

export type FlagCommand =
  | { act: 'acknowledge'; text?: string | null | undefined }
  | { act: 'assign'; owner: string | null; text?: string | null | undefined }
  | { act: 'comment'; text: string }
  | { act: 'act'; text: string }
  | { act: 'resolve'; text: string }
  | { act: 'reopen'; text: string };

export const FLAG_HAPPENING_OF = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  comment: 'commented',
  act: 'acted',
  resolve: 'resolved',
  reopen: 'reopened',
} as const satisfies Record<FlagCommand['act'], FlagHappening>;

/** Why a command cannot be carried out; empty when it can. */
export function checkFlagCommand(
  { state, months }: Pick<FlagStanding, 'state' | 'months'>,
  { act }: Pick<FlagCommand, 'act'>,
): FieldError[] {
  const detail = refusalOf(state, months.length > 0, act);
  return detail === null ? [] : [{ pointer: '', code: 'wrong_state', detail }];
}

function refusalOf(state: FlagState, isShort: boolean, act: FlagCommand['act']): string | null {
  const isResolved = state === 'resolved';
  switch (act) {
    case 'comment':
      return null;
    case 'acknowledge':
      return state === 'open' ? null : `the flag is ${state}: only an open one is acknowledged`;
    case 'reopen':
      if (!isResolved) return `the flag is ${state}: only a resolved one is reopened`;
      return isShort ? null : 'the lane is not short any more: the flag reopens by itself when it is again';
    default:
      return isResolved ? 'the flag is resolved: reopen it first' : null;
  }
}

/** What a command that passed {@link checkFlagCommand} makes of a flag. */
export function afterFlagCommand<T extends FlagStanding & { openedAt: number }>(
  on: T,
  command: FlagCommand,
  now: number,
): T {
  switch (command.act) {
    case 'comment':
      return on;
    case 'acknowledge':
      return { ...on, state: 'acknowledged' };
    case 'assign':
      return { ...on, owner: command.owner };
    case 'act':
      return { ...on, state: 'in_action' };
    case 'resolve':
      return { ...on, state: 'resolved', closedAt: now };
    default:
      return { ...on, state: 'open', openedAt: now, closedAt: null };
  }
}

/**
 * What the cells of a lane, which list these months (null: none), make of its flag. One that a person resolved stays so while no month
 * comes to the list and none becomes critical; one that returns is the same flag, reopened.
 */
export function flagVerdict(
  on: FlagStanding | undefined,
  listed: FlaggedMonths | null,
): 'nothing' | 'opened' | 'changed' | 'narrowed' | 'closed' | 'gone' | 'reopened' {
  if (listed === null) {
    if (!on || (on.closedAt !== null && on.months.length === 0)) return 'nothing';
    return on.closedAt === null ? 'closed' : 'gone';
  }
  if (!on) return 'opened';
  const isSame = on.severity === listed.severity && on.months.join() === listed.months.join();
  if (on.closedAt === null) return isSame ? 'nothing' : 'changed';
  if (on.months.length === 0) return 'reopened';
  const isWorse =
    listed.months.some((month) => !on.months.includes(month)) ||
    (on.severity === 'serious' && listed.severity === 'critical');
  if (isWorse) return 'reopened';
  return isSame ? 'nothing' : 'narrowed';
}
