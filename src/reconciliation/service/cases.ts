import { newId } from '../../platform/ids.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import type { MeasuredDisagreement } from './findings.ts';
import * as repo from '../repo/discrepancies.ts';

type Subject = Pick<repo.DiscrepancyRow, 'subjectKind' | 'subject'>;
type SubjectKind = Subject['subjectKind'];

/** Who closes and opens cases when facts do. */
const BY_FACTS = 'reconciliation';

/**
 * Brings the cases about shipments or pledges in line with what their facts show: opens what is new, changes what is different,
 * closes what is gone, and reopens the same case when its cause returns.
 */
export async function settleCases(
  scope: WriteScope,
  subjectKind: SubjectKind,
  found: ReadonlyMap<string, readonly MeasuredDisagreement[]>,
  now: number,
): Promise<void> {
  const cases = await repo.casesAbout(scope, [...found.keys()]);
  for (const [subject, disagreements] of found)
    await settleSubject(scope, { subjectKind, subject }, cases.get(subject) ?? [], disagreements, now);
}

async function settleSubject(
  scope: WriteScope,
  subject: Subject,
  cases: readonly repo.DiscrepancyRow[],
  found: readonly MeasuredDisagreement[],
  now: number,
): Promise<void> {
  const standing = new Map(cases.map((row) => [keyOf(row), row]));
  for (const disagreement of found) {
    const row = standing.get(keyOf(disagreement));
    standing.delete(keyOf(disagreement));
    await settle(scope, subject, disagreement, row, now);
  }
  for (const gone of standing.values()) {
    if (gone.closedAt !== null) continue;
    await repo.saveCase(scope, { ...gone, state: 'resolved', closedAt: now });
    await record(scope, gone.id, 'closed', null, now);
  }
}

async function settle(
  scope: WriteScope,
  subject: Subject,
  disagreement: MeasuredDisagreement,
  row: repo.DiscrepancyRow | undefined,
  now: number,
): Promise<void> {
  const { kind, item, pledgeLine, sector, province, quantityMilli, personDaysMilli, causes } = disagreement;
  const shown = { item, pledgeLine, sector, province, quantityMilli, personDaysMilli, causes };
  if (!row) {
    const id = newId();
    const opened = { state: 'open' as const, owner: null, openedAt: now, closedAt: null };
    await repo.saveCase(scope, { id, ...subject, kind, line: disagreement.line ?? '', ...shown, ...opened });
    await record(scope, id, 'opened', quantityMilli, now);
    return;
  }
  if (row.closedAt !== null) {
    await repo.saveCase(scope, { ...row, ...shown, state: 'open', openedAt: now, closedAt: null });
    await record(scope, row.id, 'reopened', quantityMilli, now);
    return;
  }
  if (showsTheSame(row, shown)) return;
  await repo.saveCase(scope, { ...row, ...shown });
  if (row.quantityMilli !== quantityMilli) await record(scope, row.id, 'changed', quantityMilli, now);
}

function record(
  scope: WriteScope,
  discrepancy: string,
  what: repo.DiscrepancyHistoryRow['what'],
  quantityMilli: number | null,
  at: number,
): Promise<void> {
  return repo.addHistory(scope, { id: newId(), discrepancy, at, what, by: BY_FACTS, quantityMilli });
}

function keyOf({ kind, line }: { kind: string; line: string | null }): string {
  return `${kind} ${line ?? ''}`;
}

type Shown = Pick<
  repo.DiscrepancyRow,
  'item' | 'pledgeLine' | 'sector' | 'province' | 'quantityMilli' | 'personDaysMilli' | 'causes'
>;

/** Whether the cases that are open are those that the facts show, with the same figures. */
export function casesAgree(
  cases: readonly repo.DiscrepancyRow[],
  found: readonly MeasuredDisagreement[],
): boolean {
  const open = new Map(cases.filter(({ closedAt }) => closedAt === null).map((row) => [keyOf(row), row]));
  return (
    open.size === found.length &&
    found.every((disagreement) => {
      const row = open.get(keyOf(disagreement));
      return row !== undefined && showsTheSame(row, disagreement);
    })
  );
}

/** Whether a case already says what the facts show. */
function showsTheSame(row: Shown, shown: Shown): boolean {
  const text = ({ item, pledgeLine, sector, province, quantityMilli, personDaysMilli, causes }: Shown) =>
    JSON.stringify([
      ...[item, pledgeLine, sector, province, quantityMilli, personDaysMilli],
      causes.map((cause) => [cause.reason, cause.responsibility, cause.quantityMilli]),
    ]);
  return text(row) === text(shown);
}
