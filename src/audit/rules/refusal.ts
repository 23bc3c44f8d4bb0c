import type { ProblemCode } from '../../platform/errors.ts';

/**
 * The refusals that the trail holds: of who may not, and of what a rule forbids. A request that is malformed asked nothing that
 * could be refused; a failure of ours refused nothing. "Not found" is among them because it is also the answer to who may not know.
 */
const RECORDED: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'id_reused',
  'duplicate_suspected',
  'precondition_failed',
  'precondition_required',
  'refused',
  'unknown_reference',
]);

/** Whether a refusal belongs into the trail. Where there is nothing at all, nobody was refused anything. */
export const isRecorded = (operation: string, code: ProblemCode): boolean =>
  RECORDED.has(code) && !(operation === 'not_found' && code === 'not_found');
