import { itemOf } from '../catalogue/catalogue.ts';
import { fromMilli, mulDivHalfEven, toPersonMonths } from '../platform/quantity.ts';
import type { Pledge, Progress } from './contract.ts';
import { ownPartsInUsd, personDaysOf, usdOf } from './measures.ts';
import type { PledgeLineRow, PledgeRow } from './repo.ts';
import { type LineProgress, type Reached, reachedIn } from './rules/progress.ts';

/** What became of a pledge line: in thousandths of its unit, and of a person-day. */
export interface Fulfilment {
  shippedMilli: number;
  deliveredMilli: number;
  returnedMilli: number;
  shippedPersonDaysMilli: number;
  deliveredPersonDaysMilli: number;
}

export const NOTHING: Fulfilment = {
  shippedMilli: 0,
  deliveredMilli: 0,
  returnedMilli: 0,
  shippedPersonDaysMilli: 0,
  deliveredPersonDaysMilli: 0,
};

/** Each line's own part, and what came of it. Cargo has a price where the line has one. */
export function progressOf(
  pledge: PledgeRow,
  lines: readonly PledgeLineRow[],
  fulfilled: ReadonlyMap<string, Fulfilment>,
): LineProgress[] {
  const own = ownPartsInUsd(pledge, lines);
  return lines.map((line) => {
    const part = own.get(line.id)!;
    const came = fulfilled.get(line.id) ?? NOTHING;
    const { amountUsd } = part;
    const typed = line.quantityMilli !== null;
    const lineUsd = usdOf(line.amountMinor, pledge);
    const worth = (milli: number) => {
      if (milli === 0) return 0;
      return lineUsd === null || !line.quantityMilli
        ? null
        : mulDivHalfEven(lineUsd, milli, line.quantityMilli);
    };
    return {
      pledged: {
        quantityMilli: part.quantityMilli,
        amountUsd,
        personDaysMilli: personDaysOf(line, part.quantityMilli, amountUsd),
      },
      shipped: {
        quantityMilli: typed ? came.shippedMilli : null,
        amountUsd: worth(came.shippedMilli),
        personDaysMilli: came.shippedPersonDaysMilli,
      },
      delivered: {
        quantityMilli: typed ? came.deliveredMilli : null,
        amountUsd: worth(came.deliveredMilli),
        personDaysMilli: came.deliveredPersonDaysMilli,
      },
    };
  });
}

/** How far a pledge has come, as the API shows it: in units, dollars and person-months. */
export function toProgress(
  lines: readonly PledgeLineRow[],
  progress: readonly LineProgress[],
  firm: Pledge['stages']['firm'],
): Progress {
  const units = new Set(lines.map(({ item }) => (item === null ? null : (itemOf(item)?.unit ?? null))));
  const [unit = null] = units.size === 1 ? units : [];
  const inUnits = reachedIn('quantityMilli', progress, firm);
  const show = (reached: Reached, of: (value: number) => number): Reached => {
    const shown = (value: number | null) => (value === null ? null : of(value));
    return {
      pledged: shown(reached.pledged),
      firm: shown(reached.firm),
      shipped: shown(reached.shipped),
      delivered: shown(reached.delivered),
      stages: reached.stages,
    };
  };
  const untold = { pledged: null, firm: null, shipped: null, delivered: null };
  return {
    unit,
    // Kilograms and kits do not add up, though each line of them may be complete.
    quantity: unit === null ? { ...untold, stages: inUnits.stages } : show(inUnits, fromMilli),
    amountUsd: reachedIn('amountUsd', progress, firm),
    pm: show(reachedIn('personDaysMilli', progress, firm), toPersonMonths),
  };
}
