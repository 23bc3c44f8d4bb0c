import { itemOf } from '../catalogue/catalogue.ts';
import { requireOrganisations } from '../accounts/service.ts';
import { dayOf } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { markDirty } from '../platform/queue/repo.ts';
import { toMilli } from '../platform/quantity.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import type { NewPledge, Pledge, PledgeStatus } from './contract.ts';
import * as repo from './repo.ts';
import { checkPledge } from './rules/pledge.ts';
import { type Fulfilment, toPledge } from './view.ts';

export type PledgesService = ReturnType<typeof pledgesService>;

interface Needs {
  store: Store;
  clock: Clock;
  /** What became of pledge lines, as last reconciled. */
  fulfilmentOf: (scope: ReadScope, pledgeLines: readonly string[]) => Promise<Map<string, Fulfilment>>;
}

/** Promises: recorded once, followed to the province. */
export function pledgesService({ store, clock, fulfilmentOf }: Needs) {
  async function read(scope: ReadScope, ids: readonly string[]): Promise<Pledge[]> {
    const facts = await repo.pledgeFacts(scope, ids);
    const lines = facts.flatMap(({ lines }) => lines.map(({ id }) => id));
    const fulfilled = await fulfilmentOf(scope, lines);
    const today = dayOf(clock.now());
    return facts.map((fact) => toPledge(fact, fulfilled, today));
  }

  async function readOne(scope: ReadScope, id: string): Promise<Pledge> {
    const [pledge] = await read(scope, [id]);
    if (!pledge) throw new DomainError('not_found', `no pledge ${id} is recorded`);
    return pledge;
  }

  return {
    /** Records a pledge; the same id with the same content again answers what was recorded. */
    async record(command: NewPledge, recordedBy: string): Promise<{ pledge: Pledge; created: boolean }> {
      const errors = checkPledge(command, (item) => itemOf(item)?.sector);
      if (errors.length > 0) throw new DomainError('refused', 'the pledge breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      return store.write(async (scope) => {
        const [known] = await repo.pledgeFacts(scope, [id]);
        if (known) {
          if (known.pledge.contentHash !== hash) {
            throw new DomainError('id_reused', `pledge ${id} is recorded with other content`);
          }
          return { pledge: await readOne(scope, id), created: false };
        }
        await requireOrganisations(scope, {
          '/donor': command.donor,
          '/recipient': command.recipient ?? null,
        });
        await refuseTakenLineIds(scope, command);
        await repo.insertPledge(scope, ...rowsOf(command, { id, hash, recordedBy, now: clock.now() }));
        await markDirty(scope, 'pledge', id, clock.now());
        return { pledge: await readOne(scope, id), created: true };
      });
    },

    get: (id: string): Promise<Pledge> => store.read((scope) => readOne(scope, id)),

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
      const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
      return store.read(async (scope) => {
        const rows = await repo.listPledgeIds(scope, {
          ...filter,
          today: dayOf(clock.now()),
          after: key && [Number(key[0]), String(key[1])],
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        return {
          ...page,
          items: await read(
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
    { id: newId(), pledge: id, status, on: decidedOn, ...recorded },
  ];
}
