import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import { listAccessConstraints, putAccessConstraint } from './contract/access.ts';
import { listCorridors } from './contract/corridors.ts';
import type { PlacesService } from './service.ts';

const whole = <T>(items: T[]) => ({ items, nextCursor: null });

export function placesRoutes(places: PlacesService): BoundRoute[] {
  return [
    bind(contract.listProvinces, async () => ({ status: 200, body: whole(places.provinces()) })),
    bind(contract.listDistricts, async ({ query }) => ({
      status: 200,
      body: whole(places.districts(query.province)),
    })),
    bind(contract.listCrossings, async () => ({ status: 200, body: whole(await places.crossings()) })),
    bind(contract.setCrossingStatus, async ({ params, body, act }) => ({
      status: 200,
      body: await places.setCrossingStatus(params.code, body, act),
    })),
    bind(listAccessConstraints, async ({ query }) => ({
      status: 200,
      body: whole(await places.access.list(query)),
    })),
    bind(putAccessConstraint, async ({ params, body, act }) => ({
      status: 200,
      body: await places.access.put(params.code, body, act),
    })),
    bind(listCorridors, async ({ query }) => ({ status: 200, body: await places.corridors(query) })),
  ];
}
