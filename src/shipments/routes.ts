import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { ShipmentsService } from './service.ts';

export function shipmentsRoutes(shipments: ShipmentsService): BoundRoute[] {
  return [
    bind(contract.recordEvent, async ({ params, body, principal }) => {
      const { event, created } = await shipments.recordEvent(params.id, body, principal.id);
      return { status: created ? 201 : 200, body: event };
    }),
    bind(contract.createShipment, async ({ body, principal }) => {
      const { shipment, created } = await shipments.record(body, principal.id);
      return { status: created ? 201 : 200, body: shipment };
    }),
    bind(contract.listShipments, async ({ query }) => ({ status: 200, body: await shipments.list(query) })),
    bind(contract.getShipment, async ({ params }) => ({ status: 200, body: await shipments.get(params.id) })),
  ];
}
