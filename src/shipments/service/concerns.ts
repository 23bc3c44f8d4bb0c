import { concernsOfShipment, type Concern } from '../../access/rules.ts';
import { organisationsNamed } from '../../accounts/service.ts';
import type { ReadScope } from '../../platform/storage/store.ts';

/** Who sends, receives and carries: `carrier` as it was written on the waybill. */
export interface Parties {
  consignor: string;
  consignee: string;
  carrier: string | null;
}

/**
 * Says of shipments what they concern. A carrier is concerned where it is written as its organisation is named: one registered later is from the
 * next reconciliation on.
 */
export async function concernsReader(
  scope: ReadScope,
  shipments: readonly Parties[],
): Promise<(parties: Parties, provinces: Iterable<string>, donors: Iterable<string>) => Concern[]> {
  const carriers = await organisationsNamed(
    scope,
    shipments.flatMap(({ carrier }) => carrier ?? []),
  );
  return ({ consignor, consignee, carrier }, provinces, donors) => {
    const carrying = carrier === null ? undefined : carriers.get(carrier);
    const parties = [consignor, consignee, ...(carrying === undefined ? [] : [carrying])];
    return concernsOfShipment({ provinces, parties, donors });
  };
}
