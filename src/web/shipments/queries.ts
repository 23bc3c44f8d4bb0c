import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { listDiscrepancies } from '../../reconciliation/contract.ts';
import type { getShipment, listShipments, Shipment } from '../../shipments/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import type { ShipmentFilters } from './rules/search.ts';

const PAGE = 50;

export const shipmentsQuery = (filters: ShipmentFilters) =>
  infiniteQueryOptions({
    queryKey: keyOf('shipments', 'list', filters),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listShipments>('get', '/shipments', {
        query: { ...filters, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

export const shipmentQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('shipments', 'one', id),
    queryFn: async ({ signal }) =>
      // Not asked blind, so it is the whole.
      (await ask<typeof getShipment>('get', '/shipments/{id}', { params: { id }, signal })) as Shipment,
  });

export const shipmentCasesQuery = (shipment: string) =>
  queryOptions({
    queryKey: keyOf('discrepancies', 'of-shipment', shipment),
    queryFn: ({ signal }) =>
      ask<typeof listDiscrepancies>('get', '/discrepancies', { query: { shipment, limit: 200 }, signal }),
  });
