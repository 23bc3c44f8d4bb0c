import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import { getMix } from './contract/commodities.ts';
import { explainGaps } from './contract/explain.ts';
import { listTrends } from './contract/trends.ts';
import * as ahead from './contract/outlook.ts';
import * as flags from './contract/flags.ts';
import type { GapsService } from './service.ts';

function tagged(flag: flags.GapFlag) {
  return { status: 200 as const, body: flag, headers: { etag: `"${flag.version}"` } };
}

export function gapsRoutes(gaps: GapsService): BoundRoute[] {
  return [
    bind(contract.listGaps, async ({ query }) => ({ status: 200, body: await gaps.report(query) })),
    bind(contract.getLane, async ({ params, query, principal }) => ({
      status: 200,
      body: await gaps.lane(params.province, params.sector, query, principal),
    })),
    bind(contract.listLaneParcels, async ({ params, query, principal }) => ({
      status: 200,
      body: await gaps.parcels(params, query, principal),
    })),
    bind(getMix, async ({ params, query }) => ({ status: 200, body: await gaps.mix(params, query) })),
    bind(flags.listGapFlags, async ({ query }) => ({
      status: 200,
      body: { items: await gaps.flags(query), nextCursor: null },
    })),
    bind(listTrends, async ({ query }) => ({ status: 200, body: await gaps.trends(query) })),
    bind(explainGaps, async ({ query, principal }) => ({
      status: 200,
      body: await gaps.explain(query, principal),
    })),
    bind(ahead.getForecast, async ({ query }) => ({ status: 200, body: await gaps.forecast(query) })),
    bind(ahead.whatIf, async ({ body, principal }) => ({
      status: 200,
      body: await gaps.whatIf(body, principal),
    })),
    bind(ahead.nextUnit, async ({ body }) => ({ status: 200, body: await gaps.nextUnit(body) })),
    bind(flags.getGapFlag, async ({ params }) => tagged(await gaps.flag(params.id))),
    bind(flags.acknowledgeGapFlag, async ({ params, headers, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'acknowledge', ...body }, headers['if-match'], act)),
    ),
    bind(flags.assignGapFlag, async ({ params, headers, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'assign', ...body }, headers['if-match'], act)),
    ),
    bind(flags.commentGapFlag, async ({ params, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'comment', ...body }, undefined, act)),
    ),
    bind(flags.actOnGapFlag, async ({ params, headers, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'act', ...body }, headers['if-match'], act)),
    ),
    bind(flags.resolveGapFlag, async ({ params, headers, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'resolve', ...body }, headers['if-match'], act)),
    ),
    bind(flags.reopenGapFlag, async ({ params, headers, body, act }) =>
      tagged(await gaps.handleFlag(params.id, { act: 'reopen', ...body }, headers['if-match'], act)),
    ),
  ];
}
