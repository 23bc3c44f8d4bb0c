import type { Authorized } from '../../access/authorized.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { pledgeFacts } from '../repo.ts';
import { versionsOf } from '../repo/changes.ts';

/** When something was recorded about a pledge, and what: `recorded`, a status, `voided` a status, or `changed` in what it says. */
export async function happeningsOf(
  scope: ReadScope,
  id: Authorized<'pledge'>,
): Promise<{ at: number; what: string }[]> {
  const [facts] = await pledgeFacts(scope, [id]);
  if (!facts) return [];
  const { pledge, statuses, voided } = facts;
  const told = new Map<number, string>([[pledge.recordedAt, 'recorded']]);
  const tell = (at: number, what: string) => {
    if (!told.has(at)) told.set(at, what);
  };
  for (const { recordedAt, status } of [...statuses, ...voided]) tell(recordedAt, status);
  for (const { voidedAt, status } of voided) tell(voidedAt, `voided ${status}`);
  for (const { supersededAt } of await versionsOf(scope, id)) tell(supersededAt, 'changed');
  return Array.from(told, ([at, what]) => ({ at, what })).sort((a, b) => a.at - b.at);
}
