import type { Authorized } from '../../access/authorized.ts';
import { dayOf } from '../../platform/calendar.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import type { PledgeLineRow, PledgeRow } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import { checkPartOf, type PartLine, takeOut } from '../rules/part-of.ts';
import { latestStatus, statusOn } from '../rules/pledge.ts';
import type { SplitOff } from '../rules/split.ts';
import { type PledgeReading, refuseIf } from './reading.ts';

interface Part {
  head: Pick<PledgeRow, 'currency' | 'ratePerUsd'> & { status: 'pledge' | 'commitment' | 'paid' };
  lines: readonly PartLine[];
}

/** Pledges that are logged as a part of one that is recorded already. */
export function pledgeParts(reading: PledgeReading) {
  return {
    /**
     * Takes what a new pledge promises out of the one it is part of, so that nothing counts twice: as a split does, it lowers the
     * lines of that one and keeps what they said.
     *
     * @returns the amounts of the part's lines, with those filled in that were left out
     * @throws DomainError refused, naming the line that is more than what is left, or why nothing can be taken
     */
    async takeOutOf(
      scope: WriteScope,
      wholeId: Authorized<'pledge', 'change'>,
      part: Part,
      recordedBy: string,
      now: number,
    ): Promise<(number | null)[]> {
      const facts = await reading.facts(scope, wholeId);
      const { pledge, lines, statuses } = facts;
      const status = statusOn(latestStatus(statuses), pledge.expiresOn, dayOf(now));
      refuseIf(checkPartOf({ id: wholeId, status }, part.head), 'it cannot be a part of that');
      const room = await reading.room(scope, facts);
      const { currency, ratePerUsd } = part.head;
      const taking = takeOut({ ...pledge, lines }, room, { currency, ratePerUsd, lines: part.lines });
      refuseIf(taking.errors, 'it is more than what it is part of');
      await changes.supersede(scope, wholeId, pledge, recordedBy, now);
      for (const line of lines) {
        const left = without(line, taking.given.get(line.id)!);
        if (left) await changes.updateLine(scope, line, left, pledge.version, now);
      }
      await markDirty(scope, 'pledge', wholeId, now);
      return taking.amounts;
    },
  };
}

/** A line without what it gave; nothing when it gave nothing. */
function without(
  line: PledgeLineRow,
  { quantityMilli, amountMinor }: SplitOff,
): changes.LineContent | undefined {
  if ((quantityMilli ?? 0) === 0 && amountMinor === 0) return undefined;
  const { id, sector, province, item } = line;
  return {
    ...{ id, sector, province, item },
    quantityMilli: line.quantityMilli === null ? null : line.quantityMilli - (quantityMilli ?? 0),
    amountMinor: line.amountMinor === null ? null : line.amountMinor - amountMinor,
  };
}
