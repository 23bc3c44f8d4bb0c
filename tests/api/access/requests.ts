/** For each operation the request that asks it about the rows of a cell. */
import { newId } from '../../../src/platform/ids.ts';
import { eventBody, FOOD, pledgeBody, shipmentBody } from '../../support/ledger.ts';
import type { Rows } from './world.ts';

export interface Request {
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** A file is sent instead of a body. */
  file?: string;
  /** Of a list: the id that is there or is not. */
  finds?: string;
}

const ANY = { 'if-match': '*' };
const text = 'seen';

export const REQUESTS: Record<string, (rows: Rows) => Request> = {
  listUsers: () => ({ path: '/users' }),
  getUser: () => ({ path: `/users/${newId()}` }),
  createUser: () => ({ path: '/users', body: {} }),
  changeUser: () => ({ path: `/users/${newId()}`, body: { name: 'Gul Agha' }, headers: ANY }),
  dropSecondFactor: () => ({ path: `/users/${newId()}/second-factor` }),
  invite: () => ({ path: '/invitations', body: {} }),
  inviteAgain: () => ({ path: `/users/${newId()}/invitation` }),
  listApiKeys: () => ({ path: '/api-keys' }),
  createApiKey: () => ({ path: '/api-keys', body: {} }),
  revokeApiKey: () => ({ path: `/api-keys/${newId()}` }),

  recordEvent: ({ shipment }) => ({
    path: `/shipments/${shipment.id}/events`,
    body: eventBody({ type: 'note', note: text }),
  }),
  createShipment: ({ organisation, province, item }) => ({
    path: '/shipments',
    body: shipmentBody(organisation, { destination: { province }, lines: [{ item, quantity: 1 }] }),
  }),
  listShipments: ({ shipment }) => ({
    path: '/shipments',
    query: { q: shipment.waybill },
    finds: shipment.id,
  }),
  exportShipments: ({ shipment }) => ({
    path: '/exports/shipments.csv',
    query: { q: shipment.waybill },
    finds: shipment.id,
  }),
  getShipment: ({ shipment }) => ({ path: `/shipments/${shipment.id}` }),
  getGoodsReceivedNote: ofReceipt(''),
  getWaybillPage: ({ shipment }) => ({ path: `/shipments/${shipment.id}/waybill.html` }),
  getWaybillPdf: ({ shipment }) => ({ path: `/shipments/${shipment.id}/waybill.pdf` }),
  getGoodsReceivedNotePage: ofReceipt('.html'),
  getGoodsReceivedNotePdf: ofReceipt('.pdf'),

  listDiscrepancies: ({ discrepancy, shipment }) => ({
    path: '/discrepancies',
    query: { shipment: shipment.id },
    finds: discrepancy,
  }),
  exportDiscrepancies: ({ discrepancy, shipment }) => ({
    path: '/exports/discrepancies.csv',
    query: { shipment: shipment.id },
    finds: discrepancy,
  }),
  getDiscrepancy: ({ discrepancy }) => ({ path: `/discrepancies/${discrepancy}` }),
  acknowledgeDiscrepancy: (rows) => aboutCase(rows, 'acknowledge', {}),
  assignDiscrepancy: (rows) => aboutCase(rows, 'assign', { owner: 'Gul Agha' }),
  commentDiscrepancy: (rows) => aboutCase(rows, 'comment', { text }),
  resolveDiscrepancy: (rows) => aboutCase(rows, 'resolve', { reason: 'other', text }),
  reopenDiscrepancy: (rows) => aboutCase(rows, 'reopen', { text }),
  listNettingHints: ({ hint }) => ({ path: '/netting-hints', finds: hint }),
  getNettingHint: ({ hint }) => ({ path: `/netting-hints/${hint}` }),
  acceptNettingHint: ({ hint }) => ({ path: `/netting-hints/${hint}/accept`, body: {}, headers: ANY }),
  dismissNettingHint: ({ hint }) => ({
    path: `/netting-hints/${hint}/dismiss`,
    body: { text },
    headers: ANY,
  }),

  createPledge: ({ organisation, province, item }) => ({
    path: '/pledges',
    body: pledgeBody(organisation, {
      reference: `new ${newId()}`,
      lines: [{ sector: FOOD, province, item, quantity: 1000 }],
    }),
  }),
  listPledges: ({ pledge }) => ({ path: '/pledges', query: { q: pledge.reference }, finds: pledge.id }),
  exportPledges: ({ pledge }) => ({
    path: '/exports/pledges.csv',
    query: { q: pledge.reference },
    finds: pledge.id,
  }),
  getPledge: ofPledge(''),
  editPledge: ({ pledge }) => ({
    path: `/pledges/${pledge.id}`,
    body: { earmarking: 3 },
    headers: ANY,
  }),
  changePledgeStatus: ({ pledge }) => ({
    path: `/pledges/${pledge.id}/status`,
    body: { to: 'commitment', on: '2026-11-01' },
  }),
  voidPledgeStatus: ({ pledge }) => ({
    path: `/pledges/${pledge.id}/statuses/${pledge.statuses[0]!.id}/void`,
    body: { reason: 'a mistake' },
  }),
  allocatePledge: ({ pledge, province }) => ({
    path: `/pledges/${pledge.id}/allocate`,
    body: { lineId: pledge.lines[0]!.id, parts: [{ province, quantity: 1 }] },
  }),
  listPledgeVersions: ofPledge('/versions'),
  getPledgeStatement: ofPledge('/statement'),
  getPledgeStatementPage: ofPledge('/statement.html', { lang: 'en' }),
  getPledgeStatementPdf: ofPledge('/statement.pdf', { lang: 'en' }),
  listPledgeStatementRecords: ofPledge('/statement/records', { column: 'pledged' }),
  sharePledge: ({ pledge }) => ({ path: `/pledges/${pledge.id}/share`, body: { expiresOn: '2026-12-31' } }),
  listPledgeShares: ofPledge('/shares'),
  // Revoking again changes nothing.
  revokePledgeShare: ({ pledge, share }) => ({ path: `/pledges/${pledge.id}/shares/${share.id}` }),
  getSharedStatement: ({ link }) => ({ path: `/shared/${link}` }),

  getAttachment: ({ file }) => ({ path: `/attachments/${file.id}` }),
  getAttachmentContent: ({ file }) => ({ path: `/attachments/${file.id}/content` }),
  uploadAttachment: () => ({ path: '/attachments', file: `%PDF-1.7\n% ${newId()}\n` }),

  exportGaps: () => ({ path: '/exports/gaps.csv' }),
  listGaps: () => ({ path: '/gaps' }),
  getLane: ({ province }) => ({ path: `/gaps/${province}/${FOOD}` }),
  listLaneParcels: ({ province }) => ({ path: `/gaps/${province}/${FOOD}/parcels` }),
  getMix: ({ province }) => ({ path: `/gaps/${province}/${FOOD}/mix` }),
  listGapFlags: () => ({ path: '/gap-flags' }),
  getGapFlag: ({ flag }) => ({ path: `/gap-flags/${flag}` }),
  acknowledgeGapFlag: (rows) => aboutFlag(rows, 'acknowledge', {}),
  assignGapFlag: (rows) => aboutFlag(rows, 'assign', { owner: 'Gul Agha' }),
  commentGapFlag: (rows) => aboutFlag(rows, 'comment', { text }),
  actOnGapFlag: (rows) => aboutFlag(rows, 'act', { text }),
  resolveGapFlag: (rows) => aboutFlag(rows, 'resolve', { text }),
  reopenGapFlag: (rows) => aboutFlag(rows, 'reopen', { text }),
  explainGaps: ({ province }) => ({
    path: '/gaps/explain',
    query: { province, sector: FOOD, from: '2026-11-01' },
  }),
  getSdg: () => ({ path: '/sdg' }),
  getFunding: () => ({ path: '/funding', query: { year: '2026' } }),
  listTrends: () => ({ path: '/gaps/trends' }),
  getForecast: () => ({ path: '/forecast', query: { sector: FOOD } }),
  whatIf: () => ({
    path: '/what-if',
    body: { changes: [{ kind: 'corridor_delay', crossing: 'hairatan', days: 30 }] },
  }),
  nextUnit: ({ item }) => ({ path: '/next-unit', body: { item, quantity: 1000 } }),
  getRegional: () => ({ path: '/regional', query: { by: 'originCountry' } }),
  createAllocationPlan: () => ({ path: '/allocation-plans', body: {} }),
  getAllocationPlan: () => ({ path: `/allocation-plans/${newId()}` }),
  acceptAllocationPlan: () => ({ path: `/allocation-plans/${newId()}/accept` }),
  getLosses: () => ({ path: '/losses', query: { by: 'cause' } }),
  exportNeeds: () => ({ path: '/exports/needs.csv' }),
  listNeeds: () => ({ path: '/needs' }),
  putNeeds: ({ province }) => ({
    path: '/needs',
    body: { rows: [{ province, sector: FOOD, month: '2026-11', peopleTargeted: 100, source: 'a survey' }] },
  }),

  listProvinces: () => ({ path: '/provinces' }),
  listDistricts: ({ province }) => ({ path: '/districts', query: { province } }),
  listCrossings: () => ({ path: '/crossings' }),
  setCrossingStatus: ({ crossing }) => ({
    path: `/crossings/${crossing}/status`,
    body: { status: 'open', from: '2026-11-01', reason: 'told by the border police' },
  }),
  listAccessConstraints: () => ({ path: '/access-constraints' }),
  putAccessConstraint: ({ province }) => ({
    path: `/access-constraints/snow_${province.toLowerCase()}`,
    body: {
      ...{ name: 'Snow', cause: 'snow', effect: 'closed', provinces: [province], months: [1] },
      ...{ status: 'planning value', source: newId() },
    },
  }),
  listCorridors: () => ({ path: '/corridors' }),
  listSectors: () => ({ path: '/sectors' }),
  listItems: () => ({ path: '/items' }),
  listAudit: () => ({ path: '/audit' }),
  getAuditChain: () => ({ path: '/audit/chain' }),
  listOrganisations: () => ({ path: '/organisations' }),
  listPrincipals: () => ({ path: '/principals', query: { ids: newId() } }),
  createOrganisation: () => ({ path: '/organisations', body: { name: `NGO ${newId()}`, kind: 'ngo' } }),
  confirmOrganisation: () => ({ path: `/organisations/${newId()}/confirm` }),
  mergeOrganisation: ({ organisation }) => ({
    path: `/organisations/${newId()}/merge`,
    body: { into: organisation },
  }),
};

function aboutCase({ discrepancy }: Rows, step: string, body: object): Request {
  return { path: `/discrepancies/${discrepancy}/${step}`, body, headers: ANY };
}

function aboutFlag({ flag }: Rows, step: string, body: object): Request {
  return { path: `/gap-flags/${flag}/${step}`, body, headers: ANY };
}

function ofReceipt(ending: string) {
  return ({ shipment, receipt }: Rows): Request => ({
    path: `/shipments/${shipment.id}/grn/${receipt}${ending}`,
  });
}

function ofPledge(path: string, query: Record<string, string> = {}) {
  return ({ pledge }: Rows): Request => ({ path: `/pledges/${pledge.id}${path}`, query });
}
