/** To whom somebody who recorded something is named (docs/access.md). */
import { organisationsOf, type Principal } from '../../platform/access.ts';

/** Somebody as acting today. */
export interface Recorder {
  id: string;
  organisation: string | null;
}

/** Managers and administrators work on the cases of everybody; everybody knows himself and his colleagues. */
export function isNamedTo(asker: Principal, { id, organisation }: Recorder): boolean {
  if (asker.role === 'manager' || asker.role === 'admin' || asker.id === id) return true;
  return organisation !== null && organisationsOf(asker).includes(organisation);
}
