import type { Solution } from '../../platform/solver/programme.ts';
import { toThousandths } from './gain.ts';
import type { Problem } from './problem.ts';
import type { Posed } from './programme.ts';

/** Prices below this are the solver's noise, and its reluctance. */
const NO_PRICE = 1e-3;

/** What limits a plan, and what a little more of it would be worth: severity-weighted person-months for each unit. */
export type Binding =
  /** Of a thousand units: one of the item's own, or a thousand minor units of money. */
  | { kind: 'supply'; supply: number; perThousandUnits: number }
  /** Of a tonne in the month. */
  | { kind: 'gate'; gate: number; perTonne: number }
  /** Of a person-month of need: what is there would cover it too. */
  | { kind: 'need'; lane: number; month: string; perPm: number };

/** What has a price in a solution, the dearest of each kind first. Of several right prices of a limit the solver names one. */
export function bindingOf(
  problem: Problem,
  { limits }: Posed,
  { prices }: Pick<Solution, 'prices'>,
): Binding[] {
  const reached = new Set(problem.supplies.flatMap(({ outlets }) => outlets.map(({ lane }) => lane)));
  const found = limits.flatMap((limit, row): { binding: Binding; price: number }[] => {
    const price = prices[row]!;
    if (price < NO_PRICE) return [];
    switch (limit.kind) {
      case 'supply': {
        const perThousandUnits = (price / limit.unitsPerPm) * 1000;
        return [{ price, binding: { kind: 'supply', supply: limit.supply, perThousandUnits } }];
      }
      case 'gate':
        return [{ price, binding: { kind: 'gate', gate: limit.gate, perTonne: toThousandths(price) } }];
      case 'need':
        if (!reached.has(limit.lane)) return [];
        return [
          {
            price,
            binding: { kind: 'need', lane: limit.lane, month: limit.month, perPm: toThousandths(price) },
          },
        ];
      default:
        return [];
    }
  });
  return (['supply', 'gate', 'need'] as const).flatMap((kind) =>
    found
      .filter(({ binding }) => binding.kind === kind)
      .sort((a, b) => b.price - a.price)
      .map(({ binding }) => binding),
  );
}
