import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import { getGoodsReceivedNote } from './contract/grn.ts';
import { paperRoutes } from './routes/papers.ts';
import type { ShipmentsService } from './service.ts';

/** @param publicUrl where people reach the service */
export function shipmentsRoutes(shipments: ShipmentsService, publicUrl: string | undefined): BoundRoute[] {
  return [
    bind(contract.recordEvent, async ({ params, body, act }) => {
      const { event, created } = await shipments.recordEvent(params.id, body, act);
      return { status: created ? 201 : 200, body: event };
    }),
    bind(contract.createShipment, async ({ body, act }) => {
      const { shipment, created } = await shipments.record(body, act);
      return { status: created ? 201 : 200, body: shipment };
    }),
    bind(contract.listShipments, async ({ query, principal }) => ({
      status: 200,
      body: await shipments.list(query, principal),
    })),
    bind(contract.getShipment, async ({ params, query, principal }) => {
      if (query.blind === '0') return { status: 200, body: await shipments.get(params.id, principal) };
      // A counter's phone must not find the open form where it kept this one, nor the other way round.
      const headers = { 'cache-control': 'no-store' };
      return { status: 200, body: await shipments.blind(params.id, principal), headers };
    }),
    bind(getGoodsReceivedNote, async ({ params, principal }) => ({
      status: 200,
      body: await shipments.note(params.id, params.eventId, principal),
    })),
    ...paperRoutes(shipments, publicUrl),
  ];
}
