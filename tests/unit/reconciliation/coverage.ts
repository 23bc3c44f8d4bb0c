import type { CrossingStatusFact } from '../../../src/places/rules/crossing-status.ts';
import type {
  ItemCoverage,
  OwnedParcel,
  PledgeStatus,
} from '../../../src/reconciliation/rules/owned-parcel.ts';
import { parcelsOfShipment } from '../../../src/reconciliation/rules/parcels.ts';
import type { ParcelReference } from '../../../src/reconciliation/rules/parcels.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { at, shipment, stateAt } from '../shipments/cargo.ts';

/** Items as the reference data has them: one unit covers so many person-days. */
export const COVERAGE: Record<string, ItemCoverage> = {
  wheat_flour: { sector: 'food_security', numerator: 3500, denominator: 2100, monthsOfUse: 1 },
  rice: { sector: 'food_security', numerator: 3600, denominator: 2100, monthsOfUse: 1 },
  veg_oil: { sector: 'food_security', numerator: 8850, denominator: 2100, monthsOfUse: 1 },
  school_in_a_box: { sector: 'education', numerator: 3600, denominator: 1, monthsOfUse: 3 },
};

export const parcelReference = (pledge: PledgeStatus | null = null): ParcelReference => ({
  pledgeOf: (line) => (line.pledgeLine === null ? null : pledge),
  coverageOf: (item) => COVERAGE[item]!,
});

/** The parcels of the shipment `days` after its dispatch day. */
export function parcelsAt(
  days: number,
  events: readonly ShipmentEvent[],
  facts: ShipmentFacts = shipment(),
  options: { pledge?: PledgeStatus; closures?: readonly CrossingStatusFact[] } = {},
): OwnedParcel[] {
  const state = stateAt(days, events, facts, options.closures);
  return parcelsOfShipment(state, facts, parcelReference(options.pledge), at(days));
}

/** Parcels as `class province due→arrival units`, which reads as a table. */
export const told = (parcels: readonly OwnedParcel[]): string[] =>
  parcels.map(
    (parcel) =>
      `${parcel.class} ${parcel.province ?? '-'} ${parcel.dueMonth}→${parcel.arrivalMonth} ${parcel.quantityMilli! / 1000}`,
  );
