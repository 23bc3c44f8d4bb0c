import { itemOf } from '../catalogue/catalogue.ts';
import { fromMilli, toPersonMonths } from '../platform/quantity.ts';
import type { LossFigures, LossReport } from './contract/losses.ts';
import type { Indicator, LossGroup, lossIndicators, Measured } from './rules/loss-indicators.ts';
import type { LossKind } from './rules/losses.ts';

/** The loss indicators as the API shows them. */
export function toLossReport(
  { by, from, to }: { by: LossReport['by']; from: string | undefined; to: string | undefined },
  { groups, totals }: ReturnType<typeof lossIndicators>,
): LossReport {
  return {
    ...{ by, from: from ?? null, to: to ?? null },
    groups: groups.map((group) => ({ key: group.key, ...toFigures(group) })),
    totals: toFigures(totals),
  };
}

function toFigures({ preDelivery, postDelivery, dispatched }: Omit<LossGroup, 'key'>): LossFigures {
  const kind = (of: LossKind) => toPriced(preDelivery.kinds[of]);
  return {
    preDelivery: {
      ...toIndicator(preDelivery),
      kinds: { missing: kind('missing'), damaged: kind('damaged'), lost: kind('lost') },
    },
    postDelivery: toIndicator(postDelivery),
    dispatched: toMeasures(dispatched),
  };
}

function toIndicator(indicator: Indicator) {
  const { waybills, percentOfTonnes, percentOfPm } = indicator;
  return { ...toPriced(indicator), waybills, percentOfTonnes, percentOfPm };
}

/** Measures as the API shows them. */
export function toPriced(measured: Measured) {
  return { ...toMeasures(measured), amountUsd: measured.amountUsd };
}

function toMeasures({ items, kilogramsMilli, personDaysMilli }: Measured) {
  return {
    items: [...items]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, milli]) => ({ item, unit: itemOf(item)?.unit ?? '', quantity: fromMilli(milli) })),
    tonnes: kilogramsMilli === null ? null : kilogramsMilli / 1_000_000,
    pm: toPersonMonths(personDaysMilli),
  };
}
