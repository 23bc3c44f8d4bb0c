import { monthlyShare } from './spreading.ts';
import type { LaneParcel } from './supply.ts';

/**
 * "Lateness explains earlier months" (`domain.md` §8): what would have been there had late parcels kept their first
 * due month. An offer is an amount that the months between may draw on, each unit once; it is in play from a step on.
 */
export interface LateOffers {
  milli: Float64Array;
  fromStep: Uint8Array;
  /** For every month the offers open to it, in the order in which they are drawn. */
  ofMonth: number[][];
}

const STEP_LATE = 3;
const STEP_LOST = 8;

/** The step from which a parcel explains earlier months: class 1 once lateness is asked about, 2–7 at their own; 8 never. */
function explainsFromStep(step: number): number | null {
  if (step === 1) return STEP_LATE;
  return step < STEP_LOST ? step : null;
}

/** Earliest arrival first, then earliest due, then lowest class, then most months of use. */
function byDrawingOrder(a: LaneParcel, b: LaneParcel): number {
  return a.arrival - b.arrival || a.due - b.due || a.step - b.step || b.monthsOfUse - a.monthsOfUse;
}

/** The offers of all parcels that are due before they arrive, over `months` months. Parcels must be summed by key. */
export function lateOffers(parcels: readonly LaneParcel[], months: number): LateOffers {
  const amounts: number[] = [];
  const fromSteps: number[] = [];
  const ofMonth: number[][] = Array.from({ length: months }, () => []);

  for (const parcel of parcels.filter(({ due, arrival }) => due < arrival).sort(byDrawingOrder)) {
    const { due, arrival, monthsOfUse, milli } = parcel;
    const fromStep = explainsFromStep(parcel.step);
    if (fromStep === null) continue;
    const offer = (amount: number): number => {
      fromSteps.push(fromStep);
      return amounts.push(amount) - 1;
    };
    const spread = monthsOfUse > 1;
    const whole = spread ? -1 : offer(milli);
    const end = Math.min(arrival, months, spread ? due + monthsOfUse : arrival);
    for (let t = Math.max(due, 0); t < end; t++) {
      // A spread parcel offers month due + i its i-th share and nothing else.
      ofMonth[t]!.push(spread ? offer(monthlyShare(milli, monthsOfUse, t - due)) : whole);
    }
  }
  return { milli: Float64Array.from(amounts), fromStep: Uint8Array.from(fromSteps), ofMonth };
}

/**
 * Walks the months forward and lets the unused units of offers in play at `step` fill what is still uncovered; adds
 * that to `covered`. It starts afresh: "unused" means not yet used by this walk. As it never leaves an open offer
 * unused while its month is short, raising any offer or any `covered` never lowers the result in any month.
 */
export function fillFromLateOffers(
  covered: Float64Array,
  needs: Float64Array,
  offers: LateOffers,
  step: number,
): void {
  const unused = offers.milli.slice();
  for (let t = 0; t < needs.length; t++) {
    let uncovered = needs[t]! - covered[t]!;
    for (const offer of offers.ofMonth[t]!) {
      if (uncovered === 0) break;
      if (offers.fromStep[offer]! > step) continue;
      const used = Math.min(uncovered, unused[offer]!);
      unused[offer]! -= used;
      uncovered -= used;
    }
    covered[t] = needs[t]! - uncovered;
  }
}
