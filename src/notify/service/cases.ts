import type { WriteScope } from '../../platform/storage/store.ts';
import { pledgePartiesOf, pledgesOfLines } from '../../pledges/service.ts';
import type { DiscrepancyKind } from '../../reconciliation/rules/discrepancies.ts';
import { shipmentParties } from '../../shipments/service.ts';
import { addressed, EVERYWHERE, toOrganisation, toProvince } from '../rules/addressees.ts';
import type { Happened } from '../rules/event.ts';
import { announce } from './announce.ts';

/** A case of reconciliation that is another than before, and in what way. */
export interface CaseChange {
  what: 'opened' | 'changed' | 'reopened' | 'closed';
  row: {
    id: string;
    version: number;
    kind: DiscrepancyKind;
    subjectKind: 'shipment' | 'pledge';
    subject: string;
    pledgeLine: string | null;
    province: string | null;
    sector: string | null;
    item: string | null;
    quantityMilli: number | null;
  };
}

/**
 * Tells of cases: to the donor of the pledge line, to consignor and consignee, and to whoever is in charge of the province where it
 * happened or of the one the cargo is for (`domain.md` §7).
 */
export async function announceCases(
  scope: WriteScope,
  changes: readonly CaseChange[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  const subjects = (kind: CaseChange['row']['subjectKind']) =>
    changes.flatMap(({ row }) => (row.subjectKind === kind ? [row.subject] : []));
  const shipments = await shipmentParties(scope, subjects('shipment'));
  const pledges = await pledgePartiesOf(scope, subjects('pledge'));
  const ofLines = await pledgesOfLines(
    scope,
    changes.flatMap(({ row }) => row.pledgeLine ?? []),
  );
  const happened = changes.map(({ what, row }): Happened => {
    const shipment = row.subjectKind === 'shipment' ? shipments.get(row.subject) : undefined;
    const pledge =
      row.subjectKind === 'pledge' ? pledges.get(row.subject) : ofLines.get(row.pledgeLine ?? '')?.pledge;
    const organisations = [pledge?.donor, pledge?.recipient, shipment?.consignor, shipment?.consignee];
    const places = [row.province, shipment?.province ?? null];
    return {
      cause: `discrepancy ${row.id} ${row.version}`,
      type: `discrepancy.${what}`,
      told: {
        ...{ of: 'discrepancy', discrepancy: row.id, kind: row.kind },
        ...{ shipment: shipment?.id ?? null, waybill: shipment?.waybill ?? null },
        ...{ pledge: pledge?.id ?? null, pledgeReference: pledge?.reference ?? null },
        donor: pledge?.donor ?? null,
        ...{ province: row.province, sector: row.sector, item: row.item, quantityMilli: row.quantityMilli },
      },
      addressees: addressed(
        EVERYWHERE,
        ...organisations.map((id) => (id === undefined || id === null ? null : toOrganisation(id))),
        ...places.map((place) => (place === null ? null : toProvince(place))),
      ),
    };
  });
  await announce(scope, happened, now);
}
