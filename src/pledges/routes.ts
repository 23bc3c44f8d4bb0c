import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { Pledge } from './contract.ts';
import * as changes from './contract/changes.ts';
import { getStatement } from './contract/statement.ts';
import type { PledgesService } from './service.ts';
import { entityTag } from './view.ts';

/** A pledge with its entity tag: what an editor sends back as If-Match. */
function tagged<S extends number>(status: S, pledge: Pledge) {
  return { status, body: pledge, headers: { etag: entityTag(pledge) } };
}

export function pledgesRoutes(pledges: PledgesService): BoundRoute[] {
  return [
    bind(contract.createPledge, async ({ body, principal }) => {
      const { pledge, created } = await pledges.record(body, principal.id);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(contract.listPledges, async ({ query }) => ({ status: 200, body: await pledges.list(query) })),
    bind(contract.getPledge, async ({ params }) => tagged(200, await pledges.get(params.id))),
    bind(changes.editPledge, async ({ params, headers, body, principal }) =>
      tagged(200, await pledges.edit(params.id, body, headers['if-match'], principal.id)),
    ),
    bind(changes.changePledgeStatus, async ({ params, body, principal }) => {
      const { pledge, created } = await pledges.changeStatus(params.id, body, principal.id);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.voidPledgeStatus, async ({ params, body, principal }) => {
      const { id, status } = params;
      const { pledge, created } = await pledges.voidStatus(id, status, body.reason, principal.id);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.allocatePledge, async ({ params, body, principal }) => {
      const { pledge, created } = await pledges.allocate(params.id, body, principal.id);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.listPledgeVersions, async ({ params }) => ({
      status: 200,
      body: await pledges.versions(params.id),
    })),
    bind(getStatement, async ({ params, query }) => ({
      status: 200,
      body: await pledges.statement(params.id, query.asKnownOn),
    })),
  ];
}
