import type { FieldError } from '../../platform/errors.ts';
import type { HintState } from './netting.ts';

export type HintCommand =
  | { act: 'accept'; text?: string | null | undefined }
  | { act: 'dismiss'; text: string };

/** Why a command about a hint cannot be carried out; empty when it can. An accepted hint may still be dismissed: it was a mistake. */
export function checkHintCommand(state: HintState, { act }: HintCommand): FieldError[] {
  const isPossible = state === 'proposed' || (act === 'dismiss' && state === 'accepted');
  if (isPossible) return [];
  const detail =
    state === 'withdrawn'
      ? 'the hint is withdrawn: the facts it spoke of are others now'
      : `the hint is ${state} already`;
  return [{ pointer: '', code: 'wrong_state', detail }];
}
