import { itemOf } from '../../catalogue/catalogue.ts';
import { later, monthOf, monthOfDay } from '../../platform/calendar.ts';
import type { AllocatablePledge } from '../../pledges/service.ts';
import { promiseClass } from '../../reconciliation/rules/owned-parcel.ts';
import type { LeftOut, PlanQuery } from '../contract.ts';

/** More lines than any plan has had; the earliest are planned. */
const MOST_LINES = 200;
/** Earmarking up to which a donor leaves the place to others: unearmarked, softly earmarked. */
const SOFTLY_EARMARKED = 2;
/** The sector of a line of money that is for none yet. */
export const UNALLOCATED = 'unallocated';

export type Line = AllocatablePledge['lines'][number];

/** A supply's line and pledge. */
export interface Source {
  pledge: AllocatablePledge['pledge'];
  line: Line;
}

/** The lines that are for no lane yet, the earliest first, and those among them that are not planned. */
export function linesOf(
  pledges: readonly AllocatablePledge[],
  query: PlanQuery,
  { now, last }: { now: number; last: string },
): { open: Source[]; leftOut: LeftOut[] } {
  const found = pledges
    .filter(({ status }) => promiseClass(status) !== null)
    .flatMap((held) => held.lines.filter((line) => isOpen(line, query)).map((line) => ({ held, line })))
    .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  const open: Source[] = [];
  const leftOut: LeftOut[] = [];
  for (const { held, line } of found) {
    const { pledge, status } = held;
    const not = (reason: LeftOut['reason'], text: string) =>
      leftOut.push({ ...named({ pledge, line }), reason, text });
    if (pledge.earmarking > SOFTLY_EARMARKED) not('earmarked', `its earmarking is ${pledge.earmarking}`);
    else if (status === 'pledge' && !query.includePledges)
      not('not_firm', 'it is pledged, not yet committed');
    else if (pledge.expectedBy === null) not('no_date', 'nobody has said when it is expected');
    else if (arrivalOf(pledge.expectedBy, now) > last)
      not('too_late', `it is expected by ${pledge.expectedBy}`);
    else if (open.length >= MOST_LINES) not('too_many', `a plan has at most ${MOST_LINES} lines`);
    else open.push({ pledge: { ...pledge, status: status as typeof pledge.status }, line });
  }
  return { open, leftOut };
}

const inOrder = ({ held, line }: { held: AllocatablePledge; line: Line }): string =>
  `${held.pledge.expectedBy ?? ''} ${line.id}`;

/** Something of it is left, and it has no lane: no province, or money for no sector. */
function isOpen({ free, item, province, sector }: Line, query: PlanQuery): boolean {
  const isForLane = province !== null && (item !== null || sector !== UNALLOCATED);
  const own = item === null ? sector : itemOf(item)?.sector;
  const isAsked = !query.sector || own === query.sector || own === UNALLOCATED;
  return free > 0 && !isForLane && isAsked;
}

export function named({ pledge, line }: Source): Pick<LeftOut, 'pledge' | 'line'> {
  return { pledge: { id: pledge.id, reference: pledge.reference }, line: line.id };
}

function arrivalOf(expectedBy: string, now: number): string {
  return later(monthOfDay(expectedBy), monthOf(now));
}

export function reasonWithoutOutlet(source: Source): LeftOut {
  const { item } = source.line;
  if (item !== null && itemOf(item)?.coverage.numerator === 0)
    return { ...named(source), reason: 'covers_nothing', text: `${item} covers no person-days` };
  const text = 'no lane with a need can be reached in the month it is expected in';
  return { ...named(source), reason: 'out_of_reach', text };
}
