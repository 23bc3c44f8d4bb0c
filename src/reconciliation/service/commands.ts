import { contentHash } from '../../platform/content.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import * as repo from '../repo/discrepancies.ts';

/** What a person asks for: everything that makes it this command and no other. */
export interface Command {
  id?: string | undefined;
  /** What it is about. */
  subject: string;
  act: string;
}

/**
 * Carries a command out, once: under an id that was used before it answers what was answered then. Reading, deciding and writing are
 * one unit of work, the caller's.
 *
 * @throws DomainError id_reused when the id came with another content
 */
export async function once<T extends Record<string, unknown>>(
  scope: WriteScope,
  command: Command,
  now: number,
  current: () => Promise<T>,
  carryOut: () => Promise<T>,
): Promise<T> {
  const { id } = command;
  if (id === undefined) return carryOut();
  const hash = contentHash(command);
  const known = await repo.commandRow(scope, id);
  if (known) {
    if (known.contentHash !== hash)
      throw new DomainError('id_reused', `command ${id} is recorded with other content`);
    // An answer of an earlier release lacks what this one tells besides.
    return { ...(await current()), ...known.answer };
  }
  const answer = await carryOut();
  await repo.addCommand(scope, { id, contentHash: hash, answer, recordedAt: now });
  return answer;
}

/** @throws DomainError refused, when there is something to say against it */
export function refuseIf(errors: readonly FieldError[]): void {
  const [first] = errors;
  if (first) throw new DomainError('refused', first.detail, { errors });
}
