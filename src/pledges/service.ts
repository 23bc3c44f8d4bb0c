import { itemOf } from '../catalogue/catalogue.ts';
import { requireOrganisations } from '../accounts/service.ts';
import { dayOf } from '../platform/calendar.ts';
import { contentHash } from '../platform/content.ts';
import { ConflictError, DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { markDirty } from '../platform/queue/repo.ts';
import { toMilli } from '../platform/quantity.ts';
import type { ReadScope } from '../platform/storage/store.ts';
import type { NewPledge, Pledge, PledgeStatus } from './contract.ts';
import * as repo from './repo.ts';
import { checkPledge } from './rules/pledge.ts';
import { pledgeAllocation } from './service/allocation.ts';
import { pledgeEditing } from './service/edit.ts';
import { pledgeHistory } from './service/history.ts';
import { type PledgesNeeds, pledgeReading } from './service/reading.ts';
import { pledgeStatements } from './service/statement.ts';
import { pledgeStatusing } from './service/status.ts';

export type PledgesService = ReturnType<typeof pledgesService>;

/** Promises: recorded once, followed to the province. */
export function pledgesService(needs: PledgesNeeds) {
  const { store, clock } = needs;
  const reading = pledgeReading(needs);

  return {
    ...pledgeEditing(needs, reading),
    ...pledgeStatusing(needs, reading),
    ...pledgeAllocation(needs, reading),
    ...pledgeStatements(needs),
    ...pledgeHistory(needs, reading),

    /** Records a pledge; the same id with the same content again gives the first answer, whatever was done with it since (P2). */
    async record(command: NewPledge, recordedBy: string): Promise<{ pledge: Pledge; created: boolean }> {
      const errors = checkPledge(command, (item) => itemOf(item)?.sector);
      if (errors.length > 0) throw new DomainError('refused', 'the pledge breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      const attempt = () =>
        store.write(async (scope) => {
          const [known] = await repo.pledgeFacts(scope, [id]);
          if (known) {
            if (known.pledge.contentHash !== hash) {
              throw new DomainError('id_reused', `pledge ${id} is recorded with other content`);
            }
            return { pledge: await reading.asRecorded(scope, known), created: false };
          }
          await requireOrganisations(scope, {
            '/donor': command.donor,
            '/recipient': command.recipient ?? null,
          });
          await refuseTakenLineIds(scope, command);
          await repo.insertPledge(scope, ...rowsOf(command, { id, hash, recordedBy, now: clock.now() }));
          await markDirty(scope, 'pledge', id, clock.now());
          return { pledge: await reading.one(scope, id), created: true };
        });
      // The same request at the same moment: the one that came second finds what the first recorded.
      return attempt().catch((error) => {
        if (error instanceof ConflictError) return attempt();
        throw error;
      });
    },

    get: (id: string): Promise<Pledge> => store.read((scope) => reading.one(scope, id)),

    list(query: {
      status?: PledgeStatus | undefined;
      donor?: string | undefined;
      sector?: string | undefined;
      province?: string | undefined;
      q?: string | undefined;
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<Pledge>> {
      const { cursor, limit, ...filter } = query;
      const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listPledgeIds(scope, {
          ...filter,
          today: dayOf(clock.now()),
          after: key,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        return {
          ...page,
          items: await reading.many(
            scope,
            page.items.map(({ id }) => id),
          ),
        };
      });
    },
  };
}

/** A pledge with its lines and statuses as facts: for reconciliation. */
export async function pledgeFactsOf(scope: ReadScope, id: string): Promise<repo.PledgeFacts | undefined> {
  const [facts] = await repo.pledgeFacts(scope, [id]);
  return facts;
}

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
  ids: readonly string[],
): Promise<Map<string, { id: string; reference: string }>> {
  return new Map((await repo.references(scope, ids)).map((head) => [head.id, head]));
}

async function refuseTakenLineIds(scope: ReadScope, command: NewPledge): Promise<void> {
  const given = command.lines.flatMap(({ id }) => id ?? []);
  if (given.length === 0) return;
  const taken = new Set(await repo.recordedLineIds(scope, given));
  const errors = command.lines.flatMap(({ id }, index) =>
    id !== undefined && taken.has(id)
      ? [{ pointer: `/lines/${index}/id`, code: 'id_reused', detail: `line ${id} belongs to another pledge` }]
      : [],
  );
  if (errors.length > 0) throw new DomainError('id_reused', 'a line id is taken', { errors });
}

type InsertPledge = typeof repo.insertPledge extends (scope: never, ...rest: infer R) => unknown ? R : never;

function rowsOf(
  command: NewPledge,
  { id, hash, recordedBy, now }: { id: string; hash: string; recordedBy: string; now: number },
): InsertPledge {
  const recorded = { recordedBy, recordedAt: now };
  const { reference, donor, status, contributionType, flowType, earmarking, decidedOn, currency, rateDate } =
    command;
  return [
    {
      ...{
        id,
        reference,
        donor,
        status,
        contributionType,
        flowType,
        earmarking,
        decidedOn,
        currency,
        rateDate,
      },
      recipient: command.recipient ?? null,
      firstReportedOn: command.firstReportedOn ?? null,
      expectedBy: command.expectedBy ?? null,
      expiresOn: command.expiresOn ?? null,
      ratePerUsd: String(command.ratePerUsd),
      version: 1,
      contentHash: hash,
      ...recorded,
    },
    command.lines.map((line, position) => ({
      id: line.id ?? newId(),
      pledge: id,
      position,
      sector: line.sector,
      province: line.province ?? null,
      item: line.item ?? null,
      quantityMilli: typeof line.quantity === 'number' ? toMilli(line.quantity) : null,
      amountMinor: line.amount ?? null,
    })),
    [{ id: newId(), pledge: id, status, on: decidedOn, ...recorded }],
  ];
}

/** Folds references that an earlier release recorded: for search. */
export const { foldReferences } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function pledgeIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}
