import { allBySystem } from '../../access/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { crossingFacts } from '../../places/service.ts';
import { personDaysMilli } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { FoldedShipment } from '../../pledges/rules/cargo-cells.ts';
import type { Fulfilment } from '../../pledges/progress-view.ts';
import type { CargoSettings } from '../../shipments/rules/facts.ts';
import { foldShipment } from '../../shipments/rules/fold.ts';
import { shipmentFactsOf, shipmentsOfPledgeLines } from '../../shipments/service.ts';
import { usesOfPledgeLines } from '../repo.ts';

/** Far fewer than a statement may have parameters: a page of pledges may have more lines than that. */
const LINES_AT_ONCE = 5000;

/**
 * The shipments that fulfil pledge lines, folded from their facts: not from what was last reconciled. `moment` is both when
 * the state is asked for and until when facts are known.
 */
export async function cargoOfPledgeLines(
  scope: ReadScope,
  pledgeLines: readonly string[],
  settings: CargoSettings,
  moment: number,
): Promise<FoldedShipment[]> {
  const isKnown = ({ recordedAt }: { recordedAt: number }) => recordedAt <= moment;
  const crossings = new Map(
    Array.from(await crossingFacts(scope), ([code, facts]) => [code, facts.filter(isKnown)]),
  );
  const records = await shipmentFactsOf(
    scope,
    allBySystem('shipment', await shipmentsOfPledgeLines(scope, pledgeLines)),
  );
  return records.filter(isKnown).map(({ facts, events, recordedAt }) => ({
    facts,
    state: foldShipment(facts, events.filter(isKnown), { crossings, settings }, moment),
    recordedAt,
  }));
}

/** What became of pledge lines as last reconciled, by line; a line that nothing was sent for is not among them. */
export async function fulfilmentOf(
  scope: ReadScope,
  pledgeLines: readonly string[],
): Promise<Map<string, Fulfilment>> {
  const uses: Awaited<ReturnType<typeof usesOfPledgeLines>> = [];
  for (let from = 0; from < pledgeLines.length; from += LINES_AT_ONCE) {
    uses.push(...(await usesOfPledgeLines(scope, pledgeLines.slice(from, from + LINES_AT_ONCE))));
  }
  const sums = new Map<string, Fulfilment>();
  for (const use of uses) {
    const coverage = itemOf(use.item)?.coverage;
    const covered = (milli: number) =>
      coverage ? personDaysMilli(milli, coverage.numerator, coverage.denominator) : 0;
    const sum = sums.get(use.pledgeLine ?? '');
    sums.set(use.pledgeLine ?? '', {
      shippedMilli: use.shippedMilli + (sum?.shippedMilli ?? 0),
      deliveredMilli: use.deliveredMilli + (sum?.deliveredMilli ?? 0),
      returnedMilli: use.returnedMilli + (sum?.returnedMilli ?? 0),
      shippedPersonDaysMilli: covered(use.shippedMilli) + (sum?.shippedPersonDaysMilli ?? 0),
      deliveredPersonDaysMilli: covered(use.deliveredMilli) + (sum?.deliveredPersonDaysMilli ?? 0),
    });
  }
  return sums;
}
