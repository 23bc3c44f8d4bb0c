import { type Asker, isInChargeOf } from '../access/rules.ts';
import { laneKey } from '../places/rules/lane-key.ts';
import { type Act, perform, type Unit } from '../platform/acts/act.ts';
import { toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError, type FieldError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import type { NeedRow, RecordedNeed } from './contract.ts';
import * as repo from './repo.ts';

export type NeedsService = ReturnType<typeof needsService>;

type Counts = { new: number; changed: number; unchanged: number };

/** People in need and targeted: the measure every coverage is taken against. */
export function needsService({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /** Records needs cell by cell; a cell said twice in one command is refused, for one of the two must be wrong. */
    put(rows: readonly NeedRow[], act: Act): Promise<Counts> {
      refuseRepeatedCells(rows);
      refuseOthersProvinces(rows, act.principal);
      const byLane = Map.groupBy(rows, (row) => laneKey(row.province, row.sector));
      return perform({ store, clock }, act, async (scope) => {
        const counts: Counts = { new: 0, changed: 0, unchanged: 0 };
        for (const laneRows of byLane.values())
          await putLane(scope, laneRows, act.principal.id, clock.now(), counts);
        return counts;
      });
    },

    list(query: {
      sector?: string | undefined;
      province?: string | undefined;
      from?: string | undefined;
      to?: string | undefined;
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<RecordedNeed>> {
      const { cursor, limit, ...filter } = query;
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ['text', 'text', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listNeeds(scope, {
          ...filter,
          after,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.province, row.sector, row.month]);
        return { ...page, items: page.items.map(toRecordedNeed) };
      });
    },
  };
}

/** The needs of a lane as they stand now, by month: for the gap engine. */
export function needsOfLane(scope: ReadScope, province: string, sector: string): Promise<repo.NeedFact[]> {
  return repo.currentNeedsOfLane(scope, province, sector);
}

/** What stood in the cells of all lanes, or of one, as known on a moment. */
export const { needsAsKnown } = repo;

/** Everything that was ever said of the needs of a lane, in the order of recording. */
export const { needFactsOfLane } = repo;
export type { NeedFact } from './repo.ts';

async function putLane(
  scope: Unit,
  rows: readonly NeedRow[],
  recordedBy: string,
  now: number,
  counts: Counts,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const standing = new Map(
    (await repo.currentNeedsOfLane(scope, first.province, first.sector)).map((fact) => [fact.month, fact]),
  );
  const told = rows.filter((row) => !saysTheSame(row, standing.get(row.month)));
  const replaced = told.flatMap((row) => standing.get(row.month)?.id ?? []);
  counts.unchanged += rows.length - told.length;
  counts.changed += replaced.length;
  counts.new += told.length - replaced.length;
  if (told.length === 0) return;
  await repo.supersedeNeeds(scope, replaced, now);
  await repo.insertNeeds(
    scope,
    told.map((row) => ({
      id: newId(),
      ...row,
      peopleInNeed: row.peopleInNeed ?? null,
      recordedBy,
      recordedAt: now,
      supersededAt: null,
    })),
  );
  const lane = laneKey(first.province, first.sector);
  await markDirty(scope, 'lane', lane, now);
  await scope.record('needs', lane, contentHash(told));
}

function saysTheSame(row: NeedRow, fact: repo.NeedFact | undefined): boolean {
  return (
    fact !== undefined &&
    fact.peopleInNeed === (row.peopleInNeed ?? null) &&
    fact.peopleTargeted === row.peopleTargeted &&
    fact.source === row.source &&
    fact.isEstimate === row.isEstimate
  );
}

/** @throws DomainError forbidden: what people need is told by whoever is in charge of the province */
function refuseOthersProvinces(rows: readonly NeedRow[], asker: Asker): void {
  const errors = rows.flatMap(({ province }, index): FieldError[] =>
    isInChargeOf(asker, province)
      ? []
      : [
          {
            pointer: `/rows/${index}/province`,
            code: 'forbidden',
            detail: `${province} is not in your charge`,
          },
        ],
  );
  if (errors.length > 0) throw new DomainError('forbidden', 'A province is not in your charge.', { errors });
}

function refuseRepeatedCells(rows: readonly NeedRow[]): void {
  const firstAt = new Map<string, number>();
  const errors: FieldError[] = [];
  rows.forEach((row, index) => {
    const cell = `${row.province} ${row.sector} ${row.month}`;
    const first = firstAt.get(cell);
    if (first === undefined) firstAt.set(cell, index);
    else {
      errors.push({
        pointer: `/rows/${index}`,
        code: 'repeated',
        detail: `${cell} is also said by row ${first}: send each cell once`,
      });
    }
  });
  if (errors.length > 0) throw new DomainError('refused', 'a cell is said more than once', { errors });
}

function toRecordedNeed(fact: repo.NeedFact): RecordedNeed {
  const { province, month, peopleInNeed, peopleTargeted, source, isEstimate, recordedAt } = fact;
  const sector = fact.sector as RecordedNeed['sector'];
  return {
    province,
    sector,
    month,
    peopleInNeed,
    peopleTargeted,
    source,
    isEstimate,
    recordedAt: toIso(recordedAt),
  };
}
