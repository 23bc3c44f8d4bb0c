import { bySystem } from '../../access/service.ts';
import { newId } from '../../platform/ids.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { addHistory, casesOfLine, type DiscrepancyRow } from '../repo/discrepancies.ts';
import * as repo from '../repo/netting.ts';
import { type Reopening, reopened } from '../rules/case.ts';
import { type Pairing, parseNettingKey, reviseHints, type Side } from '../rules/netting.ts';
import { BY_FACTS, changeCase } from './cases.ts';

const FACTS = { by: BY_FACTS, text: null, reason: 'netting_withdrawn' } as const;

/** One end of a hint: a line, as too many or too few. */
export interface HintEnd {
  shipment: string;
  line: string;
  side: Side;
}

/**
 * Brings the hints of items at destinations in line with what came too many and too few there: proposes what is new and withdraws what
 * does not hold any more. The cases that a withdrawn hint had settled are reopened.
 */
export async function recomputeHints(scope: WriteScope, keys: readonly string[], now: number): Promise<void> {
  for (const key of keys) {
    const { propose, withdraw } = await revisionOf(scope, key);
    for (const hint of withdraw) {
      const withdrawn = { ...hint, state: 'withdrawn' as const, withdrawnAt: now, version: hint.version + 1 };
      await repo.saveHint(scope, bySystem('hint', hint.id), withdrawn);
      if (hint.state === 'accepted') await undoNetting(scope, hint, now, FACTS);
    }
    for (const pairing of propose) {
      const hint = proposed(pairing, now);
      await repo.saveHint(scope, bySystem('hint', hint.id), hint);
    }
  }
}

async function revisionOf(scope: ReadScope, key: string) {
  const of = parseNettingKey(key);
  const hints = await repo.hintsAt(scope, of);
  const { propose, withdraw } = reviseHints(await repo.linesAt(scope, of), hints);
  const gone = new Set(withdraw.map(({ id }) => id));
  return { propose, withdraw: hints.filter(({ id }) => gone.has(id)) };
}

/** Whether the hints of a key are those that its lines give. */
export async function hintsAgree(scope: ReadScope, key: string): Promise<boolean> {
  const { propose, withdraw } = await revisionOf(scope, key);
  return propose.length + withdraw.length === 0;
}

function proposed({ excess, short, quantityMilli }: Pairing, now: number): repo.HintRow {
  const { item, place } = excess;
  return {
    ...{ id: newId(), item, place, province: place.slice(0, 4), quantityMilli, state: 'proposed' },
    ...{ excessShipment: excess.shipment, excessLine: excess.line, excessMilli: excess.quantityMilli },
    ...{ shortShipment: short.shipment, shortLine: short.line, shortMilli: short.quantityMilli },
    ...{ proposedAt: now, decidedAt: null, decidedBy: null, text: null, withdrawnAt: null, version: 1 },
  };
}

export function endsOf(hint: repo.HintRow): [HintEnd, HintEnd] {
  const { excessShipment, excessLine, shortShipment, shortLine } = hint;
  return [
    { shipment: excessShipment, line: excessLine, side: 'excess' },
    { shipment: shortShipment, line: shortLine, side: 'short' },
  ];
}

/** The case about one end of a hint. */
export async function caseOfEnd(
  scope: ReadScope,
  { shipment, line, side }: HintEnd,
): Promise<DiscrepancyRow | undefined> {
  const kinds = side === 'short' ? ['short_receipt'] : ['excess_receipt', 'unplanned_item'];
  return (await casesOfLine(scope, shipment, line)).find(({ kind }) => kinds.includes(kind));
}

/**
 * Takes back what an accepted hint did to the cases at its ends: reopens those that hints had settled, and says so in the history
 * of those it had explained in part.
 */
export async function undoNetting(
  scope: WriteScope,
  hint: repo.HintRow,
  now: number,
  who: { by: string; text: string | null; reason: Reopening | null },
): Promise<void> {
  for (const end of endsOf(hint)) {
    const row = await caseOfEnd(scope, end);
    if (!row || row.goneAt !== null) continue;
    const raised = { ...row, version: row.version + 1 };
    const step = { ...who, discrepancy: row.id, at: now, hint: hint.id };
    if (row.resolution === 'netted') {
      await changeCase(scope, reopened(raised, now), now);
      await addHistory(scope, { ...step, what: 'reopened', quantityMilli: row.quantityMilli });
    } else {
      await changeCase(scope, raised, now);
      await addHistory(scope, { ...step, what: 'unnetted', quantityMilli: hint.quantityMilli });
    }
  }
}

/** The unit of an item; every item that was ever counted is in the catalogue. */
export function unitOf(item: string): string {
  return itemOf(item)?.unit ?? '';
}
