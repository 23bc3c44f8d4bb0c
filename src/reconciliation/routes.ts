import { contentHash } from '../platform/content.ts';
import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import * as handling from './contract/handling.ts';
import * as netting from './contract/netting.ts';
import { getLosses } from './contract/losses.ts';
import { getRegional } from './contract/regional.ts';
import type { ReconciliationService } from './service.ts';

/** A case or a hint with its entity tag. What the pledge or the waybill says of it has no version: a digest follows. */
function tagged<T extends { version: number }>(body: T) {
  const etag = `"${body.version}-${contentHash(body).slice(0, 12)}"`;
  return { status: 200 as const, body, headers: { etag } };
}

export function reconciliationRoutes({
  cases,
  hints,
  losses,
  regional,
}: ReconciliationService): BoundRoute[] {
  return [
    bind(contract.listDiscrepancies, async ({ query, principal }) => ({
      status: 200,
      body: await cases.list(query, principal),
    })),
    bind(contract.getDiscrepancy, async ({ params, principal }) =>
      tagged(await cases.get(params.id, principal)),
    ),
    bind(handling.acknowledgeDiscrepancy, async ({ params, headers, body, act }) =>
      tagged(await cases.handle(params.id, { act: 'acknowledge', ...body }, headers['if-match'], act)),
    ),
    bind(handling.assignDiscrepancy, async ({ params, headers, body, act }) =>
      tagged(await cases.handle(params.id, { act: 'assign', ...body }, headers['if-match'], act)),
    ),
    bind(handling.commentDiscrepancy, async ({ params, body, act }) =>
      tagged(await cases.handle(params.id, { act: 'comment', ...body }, undefined, act)),
    ),
    bind(handling.resolveDiscrepancy, async ({ params, headers, body, act }) =>
      tagged(await cases.handle(params.id, { act: 'resolve', ...body }, headers['if-match'], act)),
    ),
    bind(handling.reopenDiscrepancy, async ({ params, headers, body, act }) =>
      tagged(await cases.handle(params.id, { act: 'reopen', ...body }, headers['if-match'], act)),
    ),
    bind(netting.listNettingHints, async ({ query, principal }) => ({
      status: 200,
      body: await hints.list(query, principal),
    })),
    bind(netting.getNettingHint, async ({ params, principal }) =>
      tagged(await hints.get(params.id, principal)),
    ),
    bind(netting.acceptNettingHint, async ({ params, headers, body, act }) =>
      tagged(await hints.decide(params.id, { act: 'accept', ...body }, headers['if-match'], act)),
    ),
    bind(netting.dismissNettingHint, async ({ params, headers, body, act }) =>
      tagged(await hints.decide(params.id, { act: 'dismiss', ...body }, headers['if-match'], act)),
    ),
    bind(getRegional, async ({ query }) => ({ status: 200, body: await regional(query) })),
    bind(getLosses, async ({ query }) => ({ status: 200, body: await losses(query) })),
  ];
}
