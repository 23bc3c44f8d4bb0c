import type { Mergers } from '../accounts/service.ts';
import { yearOfPlan } from '../needs/figures.ts';
import { toIso } from '../platform/calendar.ts';
import { contentHash } from '../platform/content.ts';
import { fromMilli, toPersonMonths } from '../platform/quantity.ts';
import type { ReferredAttachment } from '../attachments/contract.ts';
import type { Pledge } from './contract.ts';
import { personDaysOf, usdOf } from './measures.ts';
import { type Fulfilment, NOTHING, progressOf, toProgress } from './progress-view.ts';
import type { ChildRow, PledgeFacts, PledgeLineRow, PledgeRow } from './repo.ts';
import type { DuplicateAnswerRow } from './repo/duplicates.ts';
import { inOrder, isFirm, latestStatus, statusOn } from './rules/pledge.ts';
import { firmStage, stageOf } from './rules/progress.ts';
import { usageYearOf } from './rules/usage-year.ts';

/** What is shown beside the facts of a pledge: what was answered when it was logged, and the files it names, by hash. */
interface Beside {
  answer: DuplicateAnswerRow | undefined;
  attachments: ReadonlyMap<string, ReferredAttachment>;
}

/** A pledge as the API shows it: facts, what they come to in USD and person-months, and how far its goods have come. */
export function toPledge(
  { pledge, lines, statuses, voided }: PledgeFacts,
  children: readonly ChildRow[],
  fulfilled: ReadonlyMap<string, Fulfilment>,
  { answer, attachments }: Beside,
  today: string,
): Pledge {
  const status = statusOn(latestStatus(statuses), pledge.expiresOn, today);
  const { id, reference, donor, recipient, contributionType, flowType, earmarking, parent } = pledge;
  const { decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version } = pledge;
  const { plan, usageYear } = pledge;
  const parts = children.map((child) => ({
    id: child.id,
    status: statusOn(child.status, child.expiresOn, today),
  }));
  const firm = firmStage(
    isFirm(status),
    parts.some((part) => isFirm(part.status)),
  );
  const progress = progressOf(pledge, lines, fulfilled);
  const own = pledge.contributionType === 'in_kind' ? 'quantityMilli' : 'personDaysMilli';
  const reached = (of: 'shipped' | 'delivered') =>
    stageOf(progress.map((line) => [line.pledged[own] ?? Infinity, line[of][own] ?? 0])) ?? 'none';
  return {
    ...{ id, reference, donor, recipient, status, contributionType, flowType, earmarking, parent },
    ...{ decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version },
    ...{ plan, usageYear, use: usageYearOf(pledge, yearOfPlan) },
    ratePerUsd: Number(pledge.ratePerUsd),
    lines: lines.map((line) => toLine(line, pledge, fulfilled.get(line.id) ?? NOTHING)),
    stages: { firm, shipped: reached('shipped'), delivered: reached('delivered') },
    progress: toProgress(lines, progress, firm),
    children: parts,
    statuses: [...statuses.map((fact) => ({ ...fact, voidedAt: null })), ...voided]
      .sort(inOrder)
      .map((fact) => ({
        ...{
          id: fact.id,
          status: fact.status,
          on: fact.on,
          reason: fact.reason,
          recordedBy: fact.recordedBy,
        },
        recordedAt: toIso(fact.recordedAt),
        voidedAt: fact.voidedAt === null ? null : toIso(fact.voidedAt),
      })),
    attachments: (pledge.attachments ?? []).map((hash) => attachments.get(hash)!),
    duplicateAnswer: answer ? toAnswered(answer) : null,
    recordedAt: toIso(pledge.recordedAt),
  };
}

/** A pledge with its parties as they are today; where one was merged since, with those it was recorded with. */
export function withPartiesOf({ today }: Pick<Mergers, 'today'>, pledge: Pledge): Pledge {
  const { donor, recipient } = pledge;
  const standing = { donor: today(donor), recipient: today(recipient) };
  if (standing.donor === donor && standing.recipient === recipient) return pledge;
  return { ...pledge, ...standing, recordedParties: { donor, recipient } };
}

/**
 * The version as an entity tag. What cargo, time and mergers of organisations make of a pledge changes without a new version: a digest of it follows, so
 * that no cache is told that nothing changed when something did.
 */
export function entityTag(pledge: Pledge): string {
  const { version, status, stages, children, lines, donor, recipient, recordedParties } = pledge;
  const isAsRecorded =
    status !== 'expired' && children.length === 0 && lines.every(({ shipped }) => (shipped ?? 0) === 0);
  if (isAsRecorded && stages.shipped === 'none' && !recordedParties) return `"${version}"`;
  const parties = recordedParties ? { donor, recipient } : {};
  const derived = contentHash({ status, stages, children, lines, progress: pledge.progress, ...parties });
  return `"${version}-${derived.slice(0, 12)}"`;
}

function toAnswered({ answer, candidates, recordedBy, recordedAt }: DuplicateAnswerRow) {
  return { answer, candidates, recordedBy, recordedAt: toIso(recordedAt) };
}

function toLine(line: PledgeLineRow, pledge: PledgeRow, fulfilment: Fulfilment): Pledge['lines'][number] {
  const { id, parent, province, item } = line;
  const amountUsd = usdOf(line.amountMinor, pledge);
  const typed = line.quantityMilli !== null;
  const personDays = personDaysOf(line, line.quantityMilli, amountUsd);
  return {
    ...{ id, parent, province, item, amountUsd },
    sector: line.sector as Pledge['lines'][number]['sector'],
    quantity: line.quantityMilli === null ? null : fromMilli(line.quantityMilli),
    amount: line.amountMinor,
    pm: personDays === null ? null : toPersonMonths(personDays),
    shipped: typed ? fromMilli(fulfilment.shippedMilli) : null,
    delivered: typed ? fromMilli(fulfilment.deliveredMilli) : null,
  };
}
