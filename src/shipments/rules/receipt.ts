import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { fromMilli, isMilliExact, toMilli } from '../../platform/quantity.ts';
import { REASON_CODES, RESPONSIBILITIES } from './codes.ts';
import type { ReasonCode, Responsibility } from './codes.ts';
import type { ReceiptParticulars, ReceivedLine } from './facts.ts';

/** One entry of a receipt as it comes in, on any path: quantities in the item's unit. Absent quantities are 0. */
export interface ReceiptEntry {
  /** Null: an unplanned line, which then names its item. */
  line: string | null;
  item?: string | null | undefined;
  good?: number | undefined;
  damaged?: number | undefined;
  missing?: number | undefined;
  excess?: number | undefined;
  /** Absent: good + damaged + missing − excess. */
  against?: number | null | undefined;
  reason?: string | null | undefined;
  reasonText?: string | null | undefined;
  responsibility?: string | null | undefined;
  receiver?: string | null | undefined;
  deliverer?: string | null | undefined;
  /** P-code of a province or district; absent: the receipt's. */
  place?: string | null | undefined;
  batch?: string | null | undefined;
  /** `YYYY-MM-DD` */
  expiresOn?: string | null | undefined;
  packs?: number | null | undefined;
}

const QUANTITIES = ['good', 'damaged', 'missing', 'excess', 'against'] as const;

type Report = (field: string, code: FieldCode, detail: string) => void;

/**
 * The receipt rule (`domain.md` §5), for every path: inside each entry good + damaged + missing − excess = against,
 * missing and excess exclude each other, and a damage, shortage or excess has a reason. Entries are never compared
 * with other receipts, nor with what was dispatched. The rule is the same for an unplanned line: whatever its
 * `against`, nothing of it was dispatched, so its balance books all of it as excess.
 *
 * Returns what is wrong, each naming the line and what to do; an empty list for a valid receipt.
 */
export function checkReceipt(entries: readonly ReceiptEntry[]): FieldError[] {
  const errors: FieldError[] = [];
  if (entries.length === 0) {
    const detail = 'A receipt needs at least one entry: record what was counted for each line.';
    errors.push({ pointer: '/lines', code: 'required', detail });
  }
  entries.forEach((entry, index) => {
    const subject = nameOf(entry, index);
    const report: Report = (field, code, detail) =>
      errors.push({ pointer: `/lines/${index}/${field}`, code, detail: `${subject}: ${detail}` });
    checkIdentity(entry, report);
    if (checkQuantities(entry, report)) checkEquation(entry, report);
    checkReason(entry, report);
  });
  return errors;
}

function nameOf(entry: ReceiptEntry, index: number): string {
  if (entry.line !== null) return `Line ${entry.line}`;
  return isBlank(entry.item) ? `Entry ${index + 1}` : `Unplanned item ${entry.item}`;
}

function checkIdentity(entry: ReceiptEntry, report: Report): void {
  if (entry.line === null && isBlank(entry.item)) {
    report('item', 'required', 'name the line it belongs to, or the item when it was not on the waybill.');
  }
}

function checkQuantities(entry: ReceiptEntry, report: Report): boolean {
  let valid = true;
  for (const field of QUANTITIES) {
    const quantity = entry[field] ?? 0;
    if (quantity >= 0 && isMilliExact(quantity)) continue;
    valid = false;
    report(field, 'quantity', `${field} is ${quantity}; give a number of 0 or more with at most 3 decimals.`);
  }
  return valid;
}

function checkEquation(entry: ReceiptEntry, report: Report): void {
  const { good, damaged, missing, excess, against } = milliOf(entry);
  const settled = good + damaged + missing - excess;
  if (missing > 0 && excess > 0) {
    report(
      'excess',
      'missing_and_excess',
      'an entry is short or in excess, not both; use two entries or net them.',
    );
  }
  if (settled < 0) {
    report(
      'excess',
      'excess_not_received',
      'excess is part of what arrived; count it in good or damaged too.',
    );
  } else if (against !== settled) {
    const sum = `good ${fromMilli(good)} + damaged ${fromMilli(damaged)} + missing ${fromMilli(missing)} − excess ${fromMilli(excess)}`;
    const gap = fromMilli(Math.abs(against - settled));
    const advice =
      against > settled
        ? `record the other ${gap} as damaged or missing with a reason, or lower against`
        : `record the other ${gap} as excess with a reason, or raise against`;
    report('against', 'unbalanced', `${sum} = ${fromMilli(settled)}, not ${fromMilli(against)}; ${advice}.`);
  }
}

function checkReason(entry: ReceiptEntry, report: Report): void {
  const { reason, responsibility } = entry;
  if (isBlank(reason)) {
    const unexplained = (['damaged', 'missing', 'excess'] as const).filter(
      (field) => (entry[field] ?? 0) > 0,
    );
    if (unexplained.length > 0) {
      report(
        'reason',
        'required',
        `${unexplained.join(' and ')} needs a reason; choose one of the reason codes.`,
      );
    }
  } else if (!isReason(reason)) {
    report('reason', 'unknown', `${reason} is not a reason code; choose one of ${REASON_CODES.join(', ')}.`);
  } else if (reason === 'other' && isBlank(entry.reasonText)) {
    report('reasonText', 'required', 'the reason "other" needs its text: say in a few words what happened.');
  }
  if (!isBlank(responsibility) && !isResponsibility(responsibility)) {
    report('responsibility', 'unknown', `${responsibility} is not one of ${RESPONSIBILITIES.join(', ')}.`);
  }
}

/** The entries of a checked receipt in stored form: thousandths of the unit, `against` and absent values filled in. */
export function receivedLines(entries: readonly ReceiptEntry[]): ReceivedLine[] {
  return entries.map((entry) => ({
    line: entry.line,
    item: isBlank(entry.item) ? null : entry.item,
    ...milliOf(entry),
    reason: isReason(entry.reason) ? entry.reason : null,
    reasonText: isBlank(entry.reasonText) ? null : entry.reasonText,
    responsibility: isResponsibility(entry.responsibility) ? entry.responsibility : null,
    ...particularsOf(entry),
  }));
}

/** Only what was said: most entries say nothing of it, and each is stored for good. */
function particularsOf(entry: ReceiptEntry): ReceiptParticulars {
  const { packs } = entry;
  const said: ReceiptParticulars = {};
  for (const field of ['receiver', 'deliverer', 'place', 'batch', 'expiresOn'] as const) {
    const text = entry[field];
    if (!isBlank(text)) said[field] = text;
  }
  if (typeof packs === 'number') said.packs = packs;
  return said;
}

function milliOf(entry: ReceiptEntry) {
  const good = toMilli(entry.good ?? 0);
  const damaged = toMilli(entry.damaged ?? 0);
  const missing = toMilli(entry.missing ?? 0);
  const excess = toMilli(entry.excess ?? 0);
  const given = entry.against ?? null;
  const against = given === null ? good + damaged + missing - excess : toMilli(given);
  return { good, damaged, missing, excess, against };
}

function isBlank(text: string | null | undefined): text is null | undefined | '' {
  return text === null || text === undefined || text.trim() === '';
}

function isReason(text: string | null | undefined): text is ReasonCode {
  return (REASON_CODES as readonly (string | null | undefined)[]).includes(text);
}

function isResponsibility(text: string | null | undefined): text is Responsibility {
  return (RESPONSIBILITIES as readonly (string | null | undefined)[]).includes(text);
}
