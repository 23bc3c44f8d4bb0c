import { dayOf } from '../../platform/calendar.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import type { ReasonCode, Responsibility } from '../../shipments/rules/codes.ts';
import { plannedDestination, type ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import { isCounted } from '../../shipments/rules/history.ts';
import { isMovement } from '../../shipments/rules/journey.ts';

/** What was lost before delivery, as the balance of a line has it. */
export const LOSS_KINDS = ['missing', 'damaged', 'lost'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** `dispatched` is no loss: it is what losses are a share of. */
export type LossPhase = 'dispatched' | 'pre_delivery' | 'post_delivery';

/** A quantity of one line that left, or was lost, on one day and for one reason. */
export interface Loss {
  phase: LossPhase;
  /** Null unless it was lost before delivery. */
  kind: LossKind | null;
  /** The planned line; null for an unplanned one, known by its item. */
  line: string | null;
  item: string;
  /** The pledge line it fulfils. */
  pledgeLine: string | null;
  /** Where it was going: the latest destination. */
  province: string;
  /** The Kabul day on which it left, was received, or is reported to have been lost. */
  day: string;
  /** Null: nobody said. */
  reason: ReasonCode | null;
  responsibility: Responsibility | null;
  /** In thousandths of the item's unit; above 0. */
  quantityMilli: number;
}

/** How much of what `lost` events report of a line is what, in the order in which it is used up. */
interface Reported {
  lost: number;
  explained: number;
  afterDelivery: number;
}

/**
 * What left and what of it was lost, line by line; what has the same day and reason is one. Voided, set-aside and disputed receipts
 * count nothing.
 *
 * Before delivery: what receipts book as damaged and missing, for the reason and responsibility they give, and what `lost` events
 * report, up to what receipts and returns leave outstanding. Over all reasons these are the damaged, missing and lost of the
 * balances, to the last integer.
 *
 * `domain.md` §5 says of what `lost` events report beyond that: it explains `missing`. We read on: as many units as are missing are
 * the missing ones, told twice, and are not counted again; what is beyond those was received in good order and lost
 * afterwards — from a warehouse, or on the way to people — and is the loss after delivery, never more than was received in good order.
 * The earliest reports are used up first.
 *
 * @param netted of a line, what of its missing units turned up on another waybill: they are not lost
 */
export function lossesOf(
  facts: ShipmentFacts,
  state: ShipmentState,
  netted: ReadonlyMap<string, number> = new Map(),
): Loss[] {
  const sums = new LossSums(facts, state);
  const accounts = new Map(state.lines.map((account) => [account.line?.id ?? account.item, account]));
  const planned = new Set(facts.lines.map(({ id }) => id));
  const reported = new Map(state.lines.map((account) => [account, reportedOf(account)]));
  const turnedUp = new Map(netted);
  const departed = state.history.find((entry) => isCounted(entry) && isMovement(entry.event.type));
  for (const account of state.lines) {
    if (departed) sums.add(account, 'dispatched', null, departed.at, NOT_SAID, account.dispatched);
  }
  for (const { event, at, standing } of state.history) {
    if (standing !== 'counted') continue;
    if (event.type === 'received') {
      for (const entry of event.lines) {
        const isPlanned = entry.line !== null && planned.has(entry.line);
        const account = accounts.get((isPlanned ? entry.line : entry.item) ?? '');
        if (!account) continue;
        sums.add(account, 'pre_delivery', 'damaged', at, entry, entry.damaged);
        const elsewhere = take(turnedUp, account.line?.id ?? '', entry.missing);
        sums.add(account, 'pre_delivery', 'missing', at, entry, entry.missing - elsewhere);
      }
    }
    if (event.type === 'lost') {
      for (const { line, reason, quantityMilli } of event.lines) {
        const account = planned.has(line) ? accounts.get(line) : undefined;
        const left = account && reported.get(account);
        if (!left) continue;
        const cause = { reason, responsibility: null };
        const lost = Math.min(quantityMilli, left.lost);
        const explained = Math.min(quantityMilli - lost, left.explained);
        const afterDelivery = Math.min(quantityMilli - lost - explained, left.afterDelivery);
        left.lost -= lost;
        left.explained -= explained;
        left.afterDelivery -= afterDelivery;
        sums.add(account, 'pre_delivery', 'lost', at, cause, lost);
        sums.add(account, 'post_delivery', null, at, cause, afterDelivery);
      }
    }
  }
  return sums.all();
}

function reportedOf({ lost, lossBeyondOutstanding, missing, good }: LineAccount): Reported {
  const explained = Math.min(lossBeyondOutstanding, missing);
  return { lost, explained, afterDelivery: Math.min(lossBeyondOutstanding - explained, good) };
}

type Cause = Pick<Loss, 'reason' | 'responsibility'>;
const NOT_SAID: Cause = { reason: null, responsibility: null };

/** Takes at most `most` of what is left under a key; answers how much. */
function take(left: Map<string, number>, key: string, most: number): number {
  const had = left.get(key) ?? 0;
  const taken = Math.min(had, most);
  if (taken > 0) left.set(key, had - taken);
  return taken;
}

class LossSums {
  readonly #sums = new Map<string, Loss>();
  readonly #facts: ShipmentFacts;
  readonly #state: ShipmentState;
  constructor(facts: ShipmentFacts, state: ShipmentState) {
    this.#facts = facts;
    this.#state = state;
  }

  /** Adds a quantity of a line; 0 leaves no trace. */
  add(
    { line, item }: LineAccount,
    phase: LossPhase,
    kind: LossKind | null,
    at: number,
    { reason, responsibility }: Cause,
    quantityMilli: number,
  ): void {
    if (quantityMilli === 0) return;
    const day = dayOf(at);
    const key = [line?.id, item, phase, kind, day, reason, responsibility].join(' ');
    const sum = this.#sums.get(key);
    if (sum) {
      sum.quantityMilli += quantityMilli;
      return;
    }
    const { province } = this.#state.journey.divertedTo ?? plannedDestination(this.#facts, line);
    const of = { line: line?.id ?? null, item, pledgeLine: line?.pledgeLine ?? null, province };
    this.#sums.set(key, { phase, kind, ...of, day, reason, responsibility, quantityMilli });
  }

  all(): Loss[] {
    return [...this.#sums.values()];
  }
}
