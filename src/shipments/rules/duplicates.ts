import { HOUR_MS } from '../../platform/calendar.ts';
import type { HistoryEntry } from './history.ts';
import type { Receipt } from './receipts.ts';

const SUSPICION_MS = 48 * HOUR_MS;

/** What people decided about receipts: by receipt, whether it counts. Of several decisions the latest stands. */
function decisionsOf(history: readonly HistoryEntry[]): Map<string, boolean> {
  const decisions = new Map<string, boolean>();
  for (const { event, standing } of history) {
    if (event.type === 'decided' && standing === 'counted') {
      decisions.set(event.decision.event, event.decision.counts);
    }
  }
  return decisions;
}

/**
 * Sets the standing of each receipt: `set_aside` when a person decided that it does not count; `disputed` when it is a
 * suspected duplicate nobody has decided on — same shipment, province and quantities, line by line, as an earlier
 * receipt from another device within 48 h (`domain.md` §7). A disputed receipt still counts as the earlier of a next
 * pair; one set aside does not, so saying which receipt is false also answers for the other.
 */
export function judgeReceipts(history: readonly HistoryEntry[], receipts: readonly Receipt[]): void {
  const decisions = decisionsOf(history);
  const sightings = new Map<string, Sightings>();
  for (const receipt of receipts) {
    const { entry } = receipt;
    const decision = decisions.get(entry.event.id);
    if (decision === false) {
      entry.standing = 'set_aside';
      continue;
    }
    // A receipt without a device matches none: it may well be the same office entering a second lorry.
    const device = entry.event.deviceId;
    if (device === null || receipts.length < 2) continue;
    const said = contentOf(receipt);
    if (said === '') continue;
    const seen = sightings.get(said);
    const elsewhere = seen?.latest.device === device ? seen.other : seen?.latest;
    if (decision === undefined && elsewhere && entry.at - elsewhere.at <= SUSPICION_MS) {
      entry.standing = 'disputed';
      entry.duplicateOf = elsewhere.event;
    }
    sightings.set(said, { latest: { event: entry.event.id, device, at: entry.at }, other: elsewhere });
  }
}

interface Sighting {
  event: string;
  device: string;
  at: number;
}

/** The latest sighting of one content, and the latest from any other device: enough to judge the next in one step. */
interface Sightings {
  latest: Sighting;
  other: Sighting | undefined;
}

/**
 * Province and quantities line by line as text, so that equal receipts have equal texts; empty when nothing is said. Batch, packs
 * and persons make no other receipt of it: the second phone may leave them out.
 */
function contentOf(receipt: Receipt): string {
  const totals = new Map<string, [good: number, damaged: number, missing: number, excess: number]>();
  for (const { line, item, province, good, damaged, missing, excess } of receipt.parts) {
    if (good + damaged + missing + excess === 0) continue;
    const key = JSON.stringify([province, line?.id ?? null, line === null ? item : null]);
    const total = totals.get(key) ?? [0, 0, 0, 0];
    totals.set(key, [total[0] + good, total[1] + damaged, total[2] + missing, total[3] + excess]);
  }
  return [...totals]
    .map(([key, total]) => `${key}:${total.join(',')}`)
    .sort()
    .join(';');
}
