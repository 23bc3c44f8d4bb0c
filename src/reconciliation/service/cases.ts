import { bySystem } from '../../access/service.ts';
import { newId } from '../../platform/ids.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import * as repo from '../repo/discrepancies.ts';
import { type Happening, type Reopening, reopened, verdictOfFacts } from '../rules/case.ts';
import type { MeasuredDisagreement } from './findings.ts';

type Subject = Pick<repo.DiscrepancyRow, 'subjectKind' | 'subject'>;
type SubjectKind = Subject['subjectKind'];

/** Who closes and opens cases when facts do. */
export const BY_FACTS = 'reconciliation';

/**
 * Brings the cases about shipments or pledges in line with what their facts show: opens what is new, changes what is different,
 * closes what is gone, and reopens the same case when its cause returns, or when a person had resolved it and the facts now
 * show something else. What a person does at the same moment raises the case's version, and this unit of work is run again.
 */
export async function settleCases(
  scope: WriteScope,
  subjectKind: SubjectKind,
  found: ReadonlyMap<string, readonly MeasuredDisagreement[]>,
  now: number,
): Promise<void> {
  const cases = await repo.casesAbout(scope, [...found.keys()]);
  for (const [subject, disagreements] of found) {
    const standing = new Map((cases.get(subject) ?? []).map((row) => [keyOf(row), row]));
    for (const disagreement of disagreements) {
      const row = standing.get(keyOf(disagreement));
      standing.delete(keyOf(disagreement));
      if (row) await settle(scope, row, disagreement, now);
      else await open(scope, { subjectKind, subject }, disagreement, now);
    }
    for (const gone of standing.values()) await settle(scope, gone, null, now);
  }
}

async function open(
  scope: WriteScope,
  subject: Subject,
  { line, kind, ...disagreement }: MeasuredDisagreement,
  now: number,
): Promise<void> {
  const row: repo.DiscrepancyRow = {
    ...{ id: newId(), kind, ...subject, line: line ?? '', ...shownOf(disagreement) },
    ...{
      state: 'open',
      owner: null,
      openedAt: now,
      closedAt: null,
      resolution: null,
      goneAt: null,
      version: 1,
    },
  };
  await changeCase(scope, row, now);
  await recordByFacts(scope, row, 'opened', now);
}

async function settle(
  scope: WriteScope,
  row: repo.DiscrepancyRow,
  found: MeasuredDisagreement | null,
  now: number,
): Promise<void> {
  const shown = found === null ? null : shownOf(found);
  const verdict = verdictOfFacts(row, shown);
  const next = { ...row, ...shown, version: row.version + 1 };
  switch (verdict.of) {
    case 'nothing':
      break;
    case 'closed':
      await changeCase(scope, { ...next, state: 'resolved', closedAt: now, goneAt: now }, now);
      await recordByFacts(scope, { id: row.id, quantityMilli: null }, 'closed', now);
      break;
    case 'gone':
      await changeCase(scope, { ...next, goneAt: now }, now);
      // Facts had closed it in a release that did not note since when.
      if (row.resolution === null) break;
      await recordByFacts(scope, { id: row.id, quantityMilli: null }, 'closed', now);
      break;
    case 'reopened':
      await reopenByFacts(scope, next, verdict.because, now);
      break;
    case 'changed':
      if (shown === null || (row.goneAt === null && showsTheSame(row, shown))) break;
      await changeCase(scope, { ...next, goneAt: null }, now);
      if (row.quantityMilli !== next.quantityMilli) await recordByFacts(scope, next, 'changed', now);
      break;
  }
}

/** Opens a case again, whose version the caller has raised. */
async function reopenByFacts(
  scope: WriteScope,
  row: repo.DiscrepancyRow,
  because: Reopening,
  now: number,
): Promise<void> {
  const again = reopened(row, now);
  await changeCase(scope, again, now);
  await recordByFacts(scope, again, 'reopened', now, because);
}

/** Saves a case as it is now, and tells of it. The service itself does it: facts ask nobody. */
export async function changeCase(scope: WriteScope, row: repo.DiscrepancyRow, now: number): Promise<void> {
  await repo.saveCase(scope, bySystem('case', row.id), row);
  await appendFeed(scope, { kind: 'discrepancy', key: row.id, at: now });
}

function recordByFacts(
  scope: WriteScope,
  { id: discrepancy, quantityMilli }: Pick<repo.DiscrepancyRow, 'id' | 'quantityMilli'>,
  what: Happening,
  at: number,
  reason: Reopening | null = null,
): Promise<void> {
  return repo.addHistory(scope, { discrepancy, at, what, by: BY_FACTS, quantityMilli, reason });
}

function keyOf({ kind, line }: { kind: string; line: string | null }): string {
  return `${kind} ${line ?? ''}`;
}

/** What of a case is as the facts have it. */
type Shown = Pick<
  repo.DiscrepancyRow,
  | 'item'
  | 'pledgeLine'
  | 'sector'
  | 'province'
  | 'quantityMilli'
  | 'personDaysMilli'
  | 'amountUsd'
  | 'causes'
  | 'events'
>;

function shownOf(from: Shown): Shown {
  const { item, pledgeLine, sector, province, quantityMilli, personDaysMilli, amountUsd, causes, events } =
    from;
  return { item, pledgeLine, sector, province, quantityMilli, personDaysMilli, amountUsd, causes, events };
}

/**
 * Whether the cases that are said to be shown are those that the facts show, with the same figures; closed among them only those
 * that a person resolved.
 */
export function casesAgree(
  cases: readonly repo.DiscrepancyRow[],
  found: readonly MeasuredDisagreement[],
): boolean {
  const shown = new Map(cases.filter(({ goneAt }) => goneAt === null).map((row) => [keyOf(row), row]));
  return (
    shown.size === found.length &&
    found.every((disagreement) => {
      const row = shown.get(keyOf(disagreement));
      return (
        row !== undefined &&
        (row.closedAt === null || row.resolution !== null) &&
        showsTheSame(row, disagreement)
      );
    }) &&
    cases.every(({ closedAt, goneAt }) => closedAt !== null || goneAt === null)
  );
}

/** Whether a case already says what the facts show. */
function showsTheSame(row: Shown, shown: Shown): boolean {
  const text = ({ causes, ...from }: Shown) => {
    const { events, ...rest } = shownOf({ causes: [], ...from });
    const said = causes.map((cause) => [cause.reason, cause.responsibility, cause.quantityMilli]);
    return JSON.stringify([...Object.values(rest), said, events]);
  };
  return text(row) === text(shown);
}
