import type { Asker } from '../access/rules.ts';
import { allBySystem, bySystem, seenAmong, toSee, visibleTo } from '../access/service.ts';
import type { Authorized } from '../access/authorized.ts';
import { mergersOf } from '../accounts/service.ts';
import { dayOf } from '../platform/calendar.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import type { ReadScope } from '../platform/storage/store.ts';
import type { Pledge, PledgeStatus } from './contract.ts';
import * as repo from './repo.ts';
import { factsAsKnown } from './service/as-known.ts';
import { pledgesToAllocate } from './service/allocatable.ts';
import { pledgeAllocation } from './service/allocation.ts';
import { pledgeEditing } from './service/edit.ts';
import { pledgeHistory } from './service/history.ts';
import { pledgeMerging } from './service/merging.ts';
import { type PledgesNeeds, pledgeReading } from './service/reading.ts';
import { pledgeRecording } from './service/record.ts';
import { pledgeSharing } from './service/share.ts';
import { pledgeStatements } from './service/statement.ts';
import { pledgeStatusing } from './service/status.ts';

export type PledgesService = ReturnType<typeof pledgesService>;

/** Promises: recorded once, followed to the province. */
export function pledgesService(needs: PledgesNeeds) {
  const { store, clock } = needs;
  const reading = pledgeReading(needs);

  return {
    ...pledgeRecording(needs, reading),
    ...pledgeEditing(needs, reading),
    ...pledgeMerging(needs, reading),
    ...pledgeStatusing(needs, reading),
    ...pledgeAllocation(needs, reading),
    ...pledgesToAllocate(needs, reading),
    ...pledgeStatements(needs),
    ...pledgeHistory(needs, reading),
    ...pledgeSharing(needs, reading),

    get: (id: string, asker: Asker): Promise<Pledge> =>
      store.read(async (scope) => reading.one(scope, asker, (await toSee(scope, asker, 'pledge', id)).id)),

    /** Those of these pledges that somebody sees. */
    among: async (scope: ReadScope, asker: Asker, ids: readonly string[]): Promise<Pledge[]> =>
      reading.many(scope, asker, await seenAmong(scope, asker, 'pledge', ids)),

    list(
      query: {
        status?: PledgeStatus | undefined;
        donor?: string | undefined;
        sector?: string | undefined;
        province?: string | undefined;
        plan?: string | undefined;
        usageYear?: number | undefined;
        q?: string | undefined;
        limit: number;
        cursor?: string | undefined;
      },
      asker: Asker,
    ): Promise<Page<Pledge>> {
      const { cursor, limit, ...filter } = query;
      const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listPledgeIds(scope, {
          ...filter,
          donors: filter.donor === undefined ? undefined : (await mergersOf(scope)).family(filter.donor),
          visible: visibleTo(asker, 'pledge'),
          today: dayOf(clock.now()),
          after: key,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        return {
          ...page,
          items: await reading.many(
            scope,
            asker,
            page.items.map(({ id }) => id),
          ),
        };
      });
    },
  };
}

/** A pledge with its lines and statuses as facts: for reconciliation. */
export async function pledgeFactsOf(
  scope: ReadScope,
  id: Authorized<'pledge'>,
): Promise<repo.PledgeFacts | undefined> {
  const [facts] = await repo.pledgeFacts(scope, [id]);
  return facts;
}

/** The same as they were known on a moment; nothing when it was not recorded by then. */
export async function pledgeFactsAsKnown(
  scope: ReadScope,
  id: Authorized<'pledge'>,
  moment: number,
): Promise<repo.PledgeFacts | undefined> {
  return (await factsAsKnown(scope, bySystem('pledge', id), moment))?.facts;
}

/** What happened to a pledge, in the order of recording: for the story of a number. */
export { happeningsOf as pledgeHappenings } from './service/happenings.ts';

/** The pledge behind each of these lines; lines that are not recorded are left out. */
export async function pledgesOfLines(
  scope: ReadScope,
  lineIds: readonly string[],
): Promise<Map<string, { line: repo.PledgeLineRow; pledge: repo.PledgeRow }>> {
  const found = await repo.pledgesOfLines(scope, lineIds);
  return new Map(found.map((entry) => [entry.line.id, entry]));
}

/** The references of these pledges, by id: to name the records behind a number. */
export async function pledgeHeads(
  scope: ReadScope,
  ids: readonly Authorized<'pledge'>[],
): Promise<Map<string, { id: string; reference: string }>> {
  return new Map((await repo.references(scope, ids)).map((head) => [head.id, head]));
}

/** Who promised these pledges to whom, by id: to tell them of what became of them. */
export async function pledgePartiesOf(
  scope: ReadScope,
  ids: readonly string[],
): Promise<Map<string, Pick<repo.PledgeRow, 'id' | 'reference' | 'donor' | 'recipient'>>> {
  return new Map((await repo.pledgeRows(scope, allBySystem('pledge', ids))).map((row) => [row.id, row]));
}

/** The money of a year, part by part. */
export { type FundingPart, fundingParts } from './service/funding.ts';

/** What the audit trail knows of pledges. */
export const { trailFacts: pledgeTrailFacts } = repo;
export { editsAmong, type EditOutcome, openConflictsOf, type PledgeConflict } from './service/merging.ts';

export type { AllocatablePledge } from './service/allocatable.ts';

/** Folds references that an earlier release recorded: for search. */
export const { foldReferences } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function pledgeIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}
