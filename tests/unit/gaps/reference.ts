/**
 * A second, naive reading of `domain.md` §8, to be compared with the engine: months are text, every step starts from
 * nothing, and the walk looks for the next parcel among all of them. It shares no code with the engine.
 */
export interface ReferenceParcel {
  class: string;
  arrivalMonth: string;
  dueMonth: string;
  monthsOfUse: number;
  personDaysMilli: number;
}

export interface ReferenceLane {
  needs: ReadonlyMap<string, number>;
  parcels: readonly ReferenceParcel[];
  carryMonths: number;
  from: string;
  to: string;
}

export interface ReferenceMonth {
  month: string;
  need: number | null;
  /** Nine parts, class 1 to 8 and unpledged; null when the need is unknown. */
  parts: number[] | null;
  excess: number;
  carried: number;
}

const CLASSES = ['delivered', 'inTransit', 'late', 'held', 'stale', 'firm', 'pledged', 'lost'];
const classNumber = (parcel: ReferenceParcel) => CLASSES.indexOf(parcel.class) + 1;

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function plus(month: string, count: number): string {
  return count === 0 ? month : plus(nextMonth(month), count - 1);
}

/** "Those with the same key are summed." */
function sumSameKeys(parcels: readonly ReferenceParcel[]): ReferenceParcel[] {
  const summed: ReferenceParcel[] = [];
  for (const parcel of parcels) {
    const same = summed.find(
      (other) =>
        other.class === parcel.class &&
        other.arrivalMonth === parcel.arrivalMonth &&
        other.dueMonth === parcel.dueMonth &&
        other.monthsOfUse === parcel.monthsOfUse,
    );
    if (same) same.personDaysMilli += parcel.personDaysMilli;
    else summed.push({ ...parcel });
  }
  return summed;
}

/** "⌊amount / n⌋ to each of n months …, the remainder to the first months, one each." */
function shares(parcel: ReferenceParcel): number[] {
  const result: number[] = Array.from({ length: parcel.monthsOfUse }, () =>
    Math.floor(parcel.personDaysMilli / parcel.monthsOfUse),
  );
  for (let left = parcel.personDaysMilli % parcel.monthsOfUse; left > 0; left--) result[left - 1]! += 1;
  return result;
}

/** "Earliest arrival first, then earliest due, then lowest class, then most months of use." */
function comesFirst(a: ReferenceParcel, b: ReferenceParcel): boolean {
  if (a.arrivalMonth !== b.arrivalMonth) return a.arrivalMonth < b.arrivalMonth;
  if (a.dueMonth !== b.dueMonth) return a.dueMonth < b.dueMonth;
  if (classNumber(a) !== classNumber(b)) return classNumber(a) < classNumber(b);
  return a.monthsOfUse > b.monthsOfUse;
}

/** One step of the waterfall: the stock rule over classes 1 … step, then the walk, for every month. */
function runStep(lane: ReferenceLane, all: readonly ReferenceParcel[], months: string[], step: number) {
  const need = (month: string) => lane.needs.get(month) ?? 0;
  const inPlay = all.filter((parcel) => classNumber(parcel) <= step);
  const covered = new Map<string, number>();
  const carriedOut = new Map<string, number>();
  const excess = new Map<string, number>();

  let carried = 0;
  for (const month of months) {
    let goods = carried;
    let spread = 0;
    for (const parcel of inPlay) {
      if (parcel.monthsOfUse === 1) goods += parcel.arrivalMonth === month ? parcel.personDaysMilli : 0;
      else
        shares(parcel).forEach((share, i) => {
          if (plus(parcel.arrivalMonth, i) === month) spread += share;
        });
    }
    const fromSpread = Math.min(need(month), spread);
    const fromGoods = Math.min(need(month) - fromSpread, goods);
    let greatest = 0;
    for (let i = 0; i <= lane.carryMonths; i++) greatest = Math.max(greatest, need(plus(month, i)));
    carried = Math.min(goods - fromGoods, lane.carryMonths * greatest);
    covered.set(month, fromSpread + fromGoods);
    carriedOut.set(month, carried);
    excess.set(month, goods + spread - fromSpread - fromGoods - carried);
  }

  const unusedWhole = new Map(inPlay.map((parcel) => [parcel, parcel.personDaysMilli]));
  for (const month of months) {
    const unusedShare = new Map<ReferenceParcel, number>();
    const open = inPlay.filter(
      (parcel) =>
        parcel.dueMonth <= month &&
        month < parcel.arrivalMonth &&
        classNumber(parcel) !== 8 &&
        (classNumber(parcel) !== 1 || step >= 3),
    );
    for (const parcel of open) {
      const i = shares(parcel).findIndex((_, at) => plus(parcel.dueMonth, at) === month);
      unusedShare.set(parcel, shares(parcel)[i] ?? 0);
    }
    while (covered.get(month)! < need(month)) {
      const unusedOf = (parcel: ReferenceParcel) =>
        (parcel.monthsOfUse === 1 ? unusedWhole : unusedShare).get(parcel)!;
      let next: ReferenceParcel | undefined;
      for (const parcel of open)
        if (unusedOf(parcel) > 0 && (!next || comesFirst(parcel, next))) next = parcel;
      if (!next) break;
      const used = Math.min(unusedOf(next), need(month) - covered.get(month)!);
      (next.monthsOfUse === 1 ? unusedWhole : unusedShare).set(next, unusedOf(next) - used);
      covered.set(month, covered.get(month)! + used);
    }
  }
  return { covered, carriedOut, excess };
}

/** The months `from` … `to` of a lane, as `domain.md` §8 words it. */
export function referenceLane(lane: ReferenceLane): ReferenceMonth[] {
  const parcels = sumSameKeys(lane.parcels);
  let month = [...lane.needs.keys(), ...parcels.map((parcel) => parcel.arrivalMonth), lane.from].sort()[0]!;
  const months: string[] = [];
  for (; month <= lane.to; month = nextMonth(month)) months.push(month);

  const steps = CLASSES.map((_, i) => runStep(lane, parcels, months, i + 1));
  return months
    .filter((wanted) => wanted >= lane.from)
    .map((wanted) => {
      const need = lane.needs.get(wanted) ?? null;
      const cumulative = steps.map((step) => step.covered.get(wanted)!);
      return {
        month: wanted,
        need,
        parts:
          need === null
            ? null
            : [...cumulative, need].map((value, i) => value - (i === 0 ? 0 : cumulative[i - 1]!)),
        excess: steps[0]!.excess.get(wanted)!,
        carried: steps[0]!.carriedOut.get(wanted)!,
      };
    });
}
