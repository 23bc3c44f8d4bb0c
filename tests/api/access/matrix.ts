/**
 * Who may do what with which row, operation by operation: the table that docs/access.md explains. Four rows stand for all: of one's own
 * organisation in one's own province, of it elsewhere, of another organisation in one's own province, and of another elsewhere.
 */

/** One's own organisation or another · one's own province or another. */
export const CELLS = ['own own', 'own other', 'other own', 'other other'] as const;
export type Cell = (typeof CELLS)[number];

/** The coordinator and the manager have one province in their charge, `national` all; `key` is a coordinator's, to read shipments. */
export const WHO = ['viewer', 'donor', 'coordinator', 'manager', 'national', 'admin', 'key'] as const;
export type Who = (typeof WHO)[number];

/** Answered as asked or refused for another reason · forbidden · as if it did not exist. In a list: `yes` is there, `no` is not. */
export type Verdict = 'yes' | '400' | '403' | '404' | 'no';
export type Row = Record<Who, Verdict | readonly [Verdict, Verdict, Verdict, Verdict]>;

const everybody: Row = {
  ...{ viewer: 'yes', donor: 'yes', coordinator: 'yes', manager: 'yes', national: 'yes', admin: 'yes' },
  key: '403',
};
const reports = everybody;

/** A shipment is the business of its parties and of whoever is in charge of a province it touches. */
const seesShipment: Row = {
  viewer: '403',
  donor: ['yes', 'yes', '404', '404'],
  coordinator: ['yes', 'yes', 'yes', '404'],
  manager: ['yes', 'yes', 'yes', '404'],
  national: 'yes',
  admin: 'yes',
  key: ['yes', 'yes', 'yes', '404'],
};
const recordsOnShipment: Row = { ...seesShipment, donor: '403', key: '403' };
const followsShipment: Row = { ...seesShipment, key: '403' };
const decidesOnHint: Row = { ...followsShipment, donor: '403', coordinator: '403' };

/** A pledge is the business of its donor and, of managers, of whoever is in charge of a province it is for. */
const seesPledge: Row = {
  viewer: '403',
  donor: ['yes', 'yes', '404', '404'],
  coordinator: '403',
  manager: ['yes', 'yes', 'yes', '404'],
  national: 'yes',
  admin: 'yes',
  key: '403',
};

/** The same in a list: what is not seen is not there. */
const lists = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([who, verdict]) => [
      who,
      typeof verdict === 'string' ? verdict : verdict.map((one) => (one === '404' ? 'no' : one)),
    ]),
  ) as Row;

/** A new row may be made by whoever would see and change it. */
const creates = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([who, verdict]) => [
      who,
      typeof verdict === 'string' ? verdict : verdict.map((one) => (one === '404' ? '403' : one)),
    ]),
  ) as Row;

/** What is true of a province as a whole is told by managers in charge of it, and by nobody for an organisation. */
const tendsProvince: Row = {
  ...{ viewer: '403', donor: '403', coordinator: '403', national: 'yes', admin: 'yes', key: '403' },
  manager: ['yes', '403', 'yes', '403'],
};

/** Organisations are nobody's own: managers of provinces may find them in any. */
const managesOrganisations: Row = { ...everybody, viewer: '403', donor: '403', coordinator: '403' };

/** By managers, of the pledges they may change and for the provinces in their charge. Whose plan is whose is tested with plans. */
const plans: Row = { ...everybody, viewer: '403', donor: '403', coordinator: '403' };

const keepsKeys: Row = { ...everybody, viewer: '403' };
const administers: Row = {
  ...{ viewer: '403', donor: '403', coordinator: '403', manager: '403', national: '403', admin: 'yes' },
  key: '403',
};
/** Asked with nothing in it, or about nobody: who is let through is told that. */
const withNothing = (row: Row, told: '400' | '404'): Row =>
  Object.fromEntries(
    Object.entries(row).map(([who, verdict]) => [who, verdict === 'yes' ? told : verdict]),
  ) as Row;

/** What people do about their own account and session: there is no row of another to be seen. Tested with accounts. */
export const OF_ONESELF: readonly string[] = [
  ...['getMe', 'changePassword', 'listSessions', 'endSessions', 'endSession', 'signIn', 'signOut'],
  ...['enableSecondFactor', 'verifySecondFactor', 'verifyBackupCode', 'renewBackupCodes'],
  ...['signInWithProvider', 'providerCallback', 'acceptInvitation', 'setUp'],
  ...['requestPasswordReset', 'resetPassword'],
];

/** What somebody is shown or sends through other rows' rules, or keeps for himself. Tested with notices, webhooks and sync. */
export const THROUGH_OTHERS: readonly string[] = [
  ...['listNotices', 'countUnreadNotices', 'readNotice', 'readNotices'],
  ...['getNotificationPreferences', 'putNotificationPreferences'],
  ...['listWebhooks', 'getWebhook', 'createWebhook', 'changeWebhook', 'deleteWebhook', 'testWebhook'],
  ...['rotateWebhookSecret', 'listWebhookDeliveries', 'replayWebhookDelivery'],
  ...['syncCommands', 'pullSync', 'listSyncConflicts', 'resolveSyncConflict', 'streamChanges'],
];

export const MATRIX: Record<string, Row> = {
  listUsers: administers,
  getUser: withNothing(administers, '404'),
  createUser: withNothing(administers, '400'),
  changeUser: withNothing(administers, '404'),
  dropSecondFactor: withNothing(administers, '404'),
  invite: withNothing(administers, '400'),
  inviteAgain: withNothing(administers, '404'),
  listApiKeys: keepsKeys,
  createApiKey: withNothing(keepsKeys, '400'),
  revokeApiKey: withNothing(keepsKeys, '404'),

  recordEvent: recordsOnShipment,
  createShipment: creates(recordsOnShipment),
  listShipments: lists(seesShipment),
  exportShipments: lists(seesShipment),
  getShipment: seesShipment,
  getGoodsReceivedNote: seesShipment,
  getWaybillPage: seesShipment,
  getWaybillPdf: seesShipment,
  getGoodsReceivedNotePage: seesShipment,
  getGoodsReceivedNotePdf: seesShipment,

  listDiscrepancies: lists(followsShipment),
  exportDiscrepancies: lists(followsShipment),
  getDiscrepancy: followsShipment,
  acknowledgeDiscrepancy: followsShipment,
  assignDiscrepancy: followsShipment,
  commentDiscrepancy: followsShipment,
  resolveDiscrepancy: followsShipment,
  reopenDiscrepancy: followsShipment,
  listNettingHints: lists(followsShipment),
  getNettingHint: followsShipment,
  acceptNettingHint: decidesOnHint,
  dismissNettingHint: decidesOnHint,

  createPledge: creates(seesPledge),
  listPledges: lists(seesPledge),
  exportPledges: lists(seesPledge),
  getPledge: seesPledge,
  editPledge: seesPledge,
  changePledgeStatus: seesPledge,
  voidPledgeStatus: seesPledge,
  allocatePledge: seesPledge,
  listPledgeVersions: seesPledge,
  getPledgeStatement: seesPledge,
  getPledgeStatementPage: seesPledge,
  getPledgeStatementPdf: seesPledge,
  listPledgeStatementRecords: seesPledge,
  sharePledge: seesPledge,
  listPledgeShares: seesPledge,
  revokePledgeShare: seesPledge,
  // Whoever holds the link.
  getSharedStatement: { ...everybody, key: 'yes' },

  // By the shipment that names it.
  getAttachment: followsShipment,
  getAttachmentContent: followsShipment,
  uploadAttachment: { ...everybody, viewer: '403' },

  listGaps: reports,
  exportGaps: reports,
  getLane: reports,
  listLaneParcels: reports,
  getMix: reports,
  listGapFlags: reports,
  getGapFlag: reports,
  acknowledgeGapFlag: tendsProvince,
  assignGapFlag: tendsProvince,
  commentGapFlag: tendsProvince,
  actOnGapFlag: tendsProvince,
  resolveGapFlag: tendsProvince,
  reopenGapFlag: tendsProvince,
  explainGaps: reports,
  getForecast: reports,
  listTrends: reports,
  getFunding: reports,
  getSdg: reports,
  whatIf: reports,
  nextUnit: reports,
  createAllocationPlan: plans,
  // About none: who is let through is told that.
  getAllocationPlan: withNothing(plans, '404'),
  acceptAllocationPlan: withNothing(plans, '404'),
  getLosses: reports,
  getRegional: reports,
  listNeeds: reports,
  exportNeeds: reports,
  putNeeds: tendsProvince,

  listProvinces: everybody,
  listDistricts: everybody,
  listCrossings: everybody,
  setCrossingStatus: tendsProvince,
  listAccessConstraints: everybody,
  putAccessConstraint: tendsProvince,
  listCorridors: everybody,
  listSectors: everybody,
  listItems: everybody,
  // By default what was done; of a manager of provinces only what he did himself.
  listAudit: { ...tendsProvince, manager: 'yes' },
  getAuditChain: { ...tendsProvince, manager: 'yes' },
  listOrganisations: everybody,
  // Who is named to whom is tested with the names.
  listPrincipals: everybody,
  createOrganisation: { ...everybody, viewer: '403' },
  confirmOrganisation: withNothing(managesOrganisations, '404'),
  mergeOrganisation: withNothing(managesOrganisations, '404'),
};

/** What stands of a row of the table for one principal and one of the four rows. */
export function verdictOf(row: Row, who: Who, cell: Cell): Verdict {
  const verdict = row[who];
  return typeof verdict === 'string' ? verdict : verdict[CELLS.indexOf(cell)]!;
}
