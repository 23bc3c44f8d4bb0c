import type { Visible } from '../../access/authorized.ts';
import { redact } from '../../access/redaction.ts';
import { type Asker, ownOf, SYSTEM } from '../../access/rules.ts';
import { among, relationsTo, seenAmong, visibleTo } from '../../access/service.ts';
import { mergersOf } from '../../accounts/service.ts';
import { items } from '../../catalogue/catalogue.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import type { IdsQuery, ReadScope, Store } from '../../platform/storage/store.ts';
import type { ShipmentSummary } from '../contract.ts';
import * as repo from '../repo.ts';
import { type DerivedState, toSummary } from '../view.ts';
import { withPartiesOf } from './reading.ts';

/** What reconciliation found, for lists: they are not computed anew. */
export interface ReconciledShipments {
  states: (scope: ReadScope, shipments: readonly string[]) => Promise<Map<string, DerivedState>>;
  withState: (
    scope: ReadScope,
    filter: { status?: string | undefined; flag?: string | undefined },
  ) => IdsQuery | undefined;
  /** The shipments of one of these statuses. */
  among: (scope: ReadScope, statuses: readonly string[]) => IdsQuery;
}

export interface ShipmentQuery {
  status?: string | undefined;
  flag?: string | undefined;
  province?: string | undefined;
  crossing?: string | undefined;
  sector?: string | undefined;
  mine?: '0' | '1' | undefined;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Shipments as lists show them: with the state that reconciliation found last. */
export function shipmentLists({ store, reconciled }: { store: Store; reconciled: ReconciledShipments }) {
  async function summarised(
    scope: ReadScope,
    asker: Asker,
    rows: readonly repo.ShipmentRow[],
  ): Promise<ShipmentSummary[]> {
    const ids = rows.map(({ id }) => id);
    const states = await reconciled.states(scope, ids);
    const relations = await relationsTo(scope, asker, 'shipment', ids);
    const mergers = await mergersOf(scope);
    return rows.map((row) =>
      redact(
        'shipmentSummary',
        { relation: relations.get(row.id) ?? 'outside', sees: () => false },
        toSummary(withPartiesOf(mergers, row), states.get(row.id)),
      ),
    );
  }

  return {
    /** Those of these shipments that somebody sees, as lists show them. */
    async summaries(scope: ReadScope, asker: Asker, ids: readonly string[]): Promise<ShipmentSummary[]> {
      return summarised(
        scope,
        asker,
        await repo.shipmentRows(scope, await seenAmong(scope, asker, 'shipment', ids)),
      );
    },

    list(query: ShipmentQuery, asker: Asker): Promise<Page<ShipmentSummary>> {
      const { cursor, limit, status, flag, sector, province, crossing, q } = query;
      const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listShipments(scope, {
          ...{ province, crossing, q },
          visible: visibleShipments(asker, query),
          withState: reconciled.withState(scope, { status, flag }),
          items:
            sector === undefined
              ? undefined
              : items.filter((item) => item.sector === sector).map(({ code }) => code),
          after: key,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        return { ...page, items: await summarised(scope, asker, page.items) };
      });
    },
  };
}

/** What of the shipments a list may tell: nobody finds by a crossing what does not tell him its crossing. */
function visibleShipments(asker: Asker, { crossing, mine }: ShipmentQuery): Visible<'shipment'> {
  const visible = visibleTo(asker, 'shipment', crossing === undefined ? undefined : 'inside');
  return mine === '1' && asker !== SYSTEM ? among(visible, ownOf(asker)) : visible;
}
