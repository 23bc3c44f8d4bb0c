import { API_BASE, bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { Pledge } from './contract.ts';
import * as changes from './contract/changes.ts';
import { getStatement } from './contract/statement.ts';
import * as sharing from './contract/share.ts';
import { listStatementRecords } from './contract/statement-records.ts';
import { getStatementPage, getStatementPdf } from './contract/statement-print.ts';
import { pageSecurity, toHtml } from '../platform/print/html.ts';
import { languageOf, VARIES } from '../platform/print/language.ts';
import { toPdf } from '../platform/print/pdf.ts';
import type { PledgesService } from './service.ts';
import { entityTag } from './view.ts';

/** A pledge with its entity tag: what an editor sends back as If-Match. */
function tagged<S extends number>(status: S, pledge: Pledge) {
  return { status, body: pledge, headers: { etag: entityTag(pledge) } };
}

/** What is read under a link is kept by nobody on the way; `referrer-policy: no-referrer` is on every answer. */
const NOT_KEPT = { 'cache-control': 'no-store' };

/** @param publicUrl where people reach the service; where they asked, when it is not set */
export function pledgesRoutes(pledges: PledgesService, publicUrl: string | undefined): BoundRoute[] {
  return [
    bind(contract.createPledge, async ({ body, act }) => {
      const { pledge, created } = await pledges.record(body, act);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(contract.listPledges, async ({ query, principal }) => ({
      status: 200,
      body: await pledges.list(query, principal),
    })),
    bind(contract.getPledge, async ({ params, principal }) =>
      tagged(200, await pledges.get(params.id, principal)),
    ),
    bind(changes.editPledge, async ({ params, headers, body, act }) =>
      tagged(200, await pledges.edit(params.id, body, headers['if-match'], act)),
    ),
    bind(changes.changePledgeStatus, async ({ params, body, act }) => {
      const { pledge, created } = await pledges.changeStatus(params.id, body, act);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.voidPledgeStatus, async ({ params, body, act }) => {
      const { id, status } = params;
      const { pledge, created } = await pledges.voidStatus(id, status, body.reason, act);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.allocatePledge, async ({ params, body, act }) => {
      const { pledge, created } = await pledges.allocate(params.id, body, act);
      return tagged(created ? 201 : 200, pledge);
    }),
    bind(changes.listPledgeVersions, async ({ params, principal }) => ({
      status: 200,
      body: await pledges.versions(params.id, principal),
    })),
    bind(getStatement, async ({ params, query, principal }) => ({
      status: 200,
      body: await pledges.statement(params.id, query.asKnownOn, principal),
    })),
    bind(sharing.sharePledge, async ({ params, body, act, originOf }) => {
      const link = await pledges.share(params.id, body.expiresOn, act);
      const url = `${(publicUrl ?? originOf()).replace(/\/$/, '')}${API_BASE}/shared/${link.token}`;
      return { status: 201, body: { ...link, url } };
    }),
    bind(sharing.listPledgeShares, async ({ params, principal }) => ({
      status: 200,
      body: await pledges.shares(params.id, principal),
    })),
    bind(sharing.revokePledgeShare, async ({ params, act }) => {
      await pledges.revokeShare(params.id, params.share, act);
      return { status: 204, body: undefined };
    }),
    bind(sharing.getShared, async ({ params }) => ({
      status: 200,
      body: await pledges.sharedStatement(await pledges.sharedPledge(params.token)),
      headers: NOT_KEPT,
    })),
    bind(getStatementPage, async ({ params, query, headers, principal }) => {
      const lang = languageOf(query, headers);
      const document = await pledges.printedStatement(params.id, lang, query.asKnownOn, principal);
      return { status: 200, body: toHtml(document), security: pageSecurity(document), headers: VARIES };
    }),
    bind(getStatementPdf, async ({ params, query, headers, principal }) => {
      const lang = languageOf(query, headers);
      const document = await pledges.printedStatement(params.id, lang, query.asKnownOn, principal);
      const name = { 'content-disposition': `inline; filename="statement-${params.id}.pdf"` };
      return { status: 200, body: await toPdf(document), headers: { ...name, ...VARIES } };
    }),
    bind(listStatementRecords, async ({ params, query, principal }) => ({
      status: 200,
      body: await pledges.statementRecords(params.id, query, principal),
    })),
  ];
}
