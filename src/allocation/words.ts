/** What keeps a plan from covering more, in words. */
import { itemOf } from '../catalogue/catalogue.ts';
import { minorDigits } from '../pledges/rules/money.ts';
import type { BindingView } from './contract.ts';
import type { Binding } from './rules/binding.ts';
import { toThousandths } from './rules/gain.ts';
import type { Plan } from './rules/plan.ts';
import { named } from './service/lines.ts';
import type { World } from './service/world.ts';

const NOBODY = { pledge: null, line: null, crossing: null, province: null, sector: null, month: null };
/** By less than so much of the bound a plan is as good as it: parts are whole thousandths and minor units, months rounded to thousandths. */
const AS_GOOD_AS = 1e-4;
const WEIGHTED = 'severity-weighted person-months';

export function toBinding({ problem, sources, passages }: World, binding: Binding): BindingView {
  switch (binding.kind) {
    case 'supply': {
      const source = sources[binding.supply]!;
      const { per, price } = priceOf(source, binding.perThousandUnits);
      const { reference } = source.pledge;
      const what = source.line.item ?? 'money';
      return {
        ...{ ...NOBODY, ...named(source), kind: 'supply', price, per },
        text: `All of the ${what} of ${reference} is of use: each ${per} more would add about ${price} ${WEIGHTED}.`,
      };
    }
    case 'gate': {
      const { crossing, month } = passages[binding.gate]!;
      const price = binding.perTonne;
      return {
        ...{ ...NOBODY, kind: 'crossing', crossing, month, price, per: 'tonne' },
        text: `${crossing} is full in ${month}: each tonne more through it would add about ${price} ${WEIGHTED}.`,
      };
    }
    default: {
      const { province, sector } = problem.lanes[binding.lane]!;
      const { month, perPm: price } = binding;
      return {
        ...{ ...NOBODY, kind: 'need', province, sector: sector as 'education' },
        ...{ month, price, per: 'person-month' },
        text: `The need of ${province} in ${sector} is covered in ${month}: each person-month more of need would be covered too, and count about ${price}.`,
      };
    }
  }
}

/** By the tonne, the kit, or a thousand of the currency. */
function priceOf({ pledge, line }: World['sources'][number], perThousandUnits: number) {
  if (line.item === null) {
    const price = toThousandths(perThousandUnits * 10 ** minorDigits(pledge.currency));
    return { per: `1,000 ${pledge.currency}`, price };
  }
  if (itemOf(line.item)?.unit === 'KGM')
    return { per: 'tonne', price: toThousandths(perThousandUnits * 1000) };
  return { per: `unit of ${line.item}`, price: toThousandths(perThousandUnits) };
}

/** How far the engine's gain stays below what the linear programme says can be gained, and why. */
export function boundInWords({ problem }: World, { bound, gain }: Plan): string {
  const below = toThousandths(bound - gain.weighted);
  if (Math.abs(below) <= Math.max(1, bound) * AS_GOOD_AS) return 'The gap engine agrees, but for rounding.';
  const hasLate = problem.lanes.some(({ supply }) =>
    supply.some(({ dueMonth, arrivalMonth }) => dueMonth < arrivalMonth),
  );
  const reasons = [
    ...(problem.supplies.some(({ grain }) => grain > 1) ? ['kits, sets and months are given whole'] : []),
    ...(hasLate ? ['what is late explains earlier months in an order of its own in the gap engine'] : []),
  ];
  const why = reasons.length > 0 ? reasons.join('; ') : 'parts are rounded';
  return below > 0
    ? `The gap engine gains ${below} less than the linear programme: ${why}.`
    : `The gap engine gains ${-below} more than the linear programme: ${why}.`;
}
