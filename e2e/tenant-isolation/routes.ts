import type { Way } from './ask';
import { CLASH, PASSWORD } from './clash';
import type { Ids } from './party';

/**
 * What another tenant is to hear who asks with these ids. `not-found`: 404, as if it were not there. `own`: what it has
 * itself, in an answer that names nothing of ours. Statuses: it is refused by one of them.
 */
export type Foreign = 'not-found' | 'own' | readonly number[];

export interface Route {
  readonly foreign: Foreign;
  /** `of`: whose things are asked for; `mine`: those of who asks. The first is what the owner is answered, too. */
  readonly ways: (of: Ids, mine: Ids) => readonly [Way, ...Way[]];
  /** What the owner hears who asks for the same, where it is not the status of the operation. */
  readonly owner?: readonly number[];
  /** It ends, takes away or starts what is named, or the session that asks. */
  readonly consumes?: true;
}

const NONE = (): readonly [Way] => [{}];
const own = (ways: Route['ways'] = NONE, more: Partial<Route> = {}): Route => ({ foreign: 'own', ways, ...more });
const hidden = (ways: Route['ways'], more: Partial<Route> = {}): Route => ({ foreign: 'not-found', ways, ...more });
const refused = (foreign: readonly number[], ways: Route['ways'] = NONE, more: Partial<Route> = {}): Route => ({
  foreign,
  ways,
  ...more,
});
const FORBIDDEN = [403];
/** The gateway offers none of them. */
const NOT_OFFERED = 'not-found';
const onConnection = ({ connectionId }: Ids): readonly [Way] => [{ params: { connectionId } }];
const onJob = ({ jobId }: Ids): readonly [Way] => [{ params: { jobId } }];
const onActivity = ({ activityId }: Ids): readonly [Way] => [{ params: { activityId } }];
const onTenant =
  (more: (tenantId: string) => Way = () => ({})): Route['ways'] =>
  ({ tenantId }) => [{ params: { tenantId }, ...more(tenantId) }];

const SETTINGS = {
  enabled: false,
  activityTypeId: 'meeting',
  intervalHours: 4,
  lookBackDays: 3,
  firstRunDays: 10,
  matchDomains: false,
  includeNotes: true,
};
const PERSON = { email: CLASH.email, name: CLASH.name };
const ROWS = {
  companies: { externalId: CLASH.externalId, name: 'Another Clash' },
  persons: { externalId: CLASH.externalId, name: 'Another Clash', companyExternalIds: [CLASH.externalId] },
  users: { externalId: CLASH.externalId, name: 'Another Clash', email: CLASH.email, licence: 'Full' },
};

/** Every operation of the system: a new one without a line here is a failing spec. */
export const ROUTES: Readonly<Record<string, Route>> = {
  whoAmI: own(),
  createTenant: refused(FORBIDDEN, ({ tenantId }) => [{ body: { tenantId, name: 'Again' } }], { owner: [409] }),
  listTenants: refused(FORBIDDEN),
  suspendTenant: refused(FORBIDDEN, onTenant()),
  resumeTenant: refused(FORBIDDEN, onTenant()),
  wipeTenant: refused(
    FORBIDDEN,
    onTenant((confirm) => ({ body: { confirm } })),
    { consumes: true },
  ),
  getTenantRemains: refused(FORBIDDEN, onTenant()),
  createApiToken: refused(
    FORBIDDEN,
    onTenant(() => ({ body: { name: CLASH.name, role: 'admin' } })),
  ),
  revokeApiToken: refused(FORBIDDEN, ({ tenantId, tokenId }) => [{ params: { tenantId, tokenId } }], {
    owner: [204, 404],
    consumes: true,
  }),
  revokeTenantAccess: refused(
    FORBIDDEN,
    onTenant((confirm) => ({ body: { confirm } })),
    { consumes: true },
  ),
  addTenantAdmin: refused(
    FORBIDDEN,
    onTenant(() => ({ body: PERSON })),
  ),
  listTokens: own(),
  createToken: own(() => [{ body: { name: CLASH.name, role: 'member', scopes: ['timeline:read'] } }]),
  revokeToken: hidden(({ tokenId }) => [{ params: { tokenId } }], { consumes: true }),
  listMembers: own(),
  addMember: refused([201, 409], () => [{ body: { ...PERSON, role: 'member' } }], { owner: [409] }),
  changeMember: hidden(({ memberId }) => [
    { params: { memberId }, ifMatch: '*', body: { name: CLASH.name, role: 'member', active: true } },
  ]),
  removeMember: hidden(({ memberId }) => [{ params: { memberId }, ifMatch: '*' }], { consumes: true }),
  inviteMember: hidden(({ memberId }) => [{ params: { memberId } }]),
  getSignInWays: own(),
  signIn: refused([401, 429], ({ tenantId }) => [
    { body: { email: `nobody@${tenantId}.example`, password: `not ${PASSWORD}`, tenantId } },
  ]),
  acceptInvitation: refused([410], () => [{ body: { token: 'A'.repeat(43), password: `${PASSWORD} again` } }]),
  startSso: refused([403, 404, 409], () => [{ body: {} }]),
  completeSso: refused([303, 400, 403, 404, 409], ({ state }) => [{ query: { state, code: 'a-code' } }]),
  listSessions: own(),
  endSession: hidden(({ sessionId }) => [{ params: { sessionId } }], { consumes: true }),
  signOut: refused([200, 409], () => [{ body: { everywhere: true } }], { owner: [409], consumes: true }),
  changePassword: refused(
    [400, 401, 403, 409, 422],
    () => [{ body: { currentPassword: `not ${PASSWORD}`, newPassword: `${PASSWORD} again` } }],
    { owner: [409], consumes: true },
  ),
  createConnection: refused([201, 409], () => [{ body: { connector: 'gong', name: CLASH.name } }], { owner: [409] }),
  listConnections: own(),
  getConnection: hidden(onConnection),
  authorizeConnection: hidden(onConnection),
  deleteConnection: hidden(onConnection, { consumes: true }),
  completeAuthorization: refused(
    [400, 404, 409, 422],
    ({ state }) => [{ query: { state, error: 'access_denied' } }, { query: { state, code: 'a-code' } }],
    { owner: [400, 403, 409, 422], consumes: true },
  ),
  lendAccessToken: {
    foreign: NOT_OFFERED,
    ways: ({ connectionId }) => [{ params: { connectionId }, body: { refused: null } }],
  },
  listGrants: own(),
  revokeGrants: refused(FORBIDDEN, ({ tenantId }) => [{ body: { tenantId, confirm: tenantId } }], { consumes: true }),
  listTokenKeys: refused(FORBIDDEN),
  resealGrants: refused(FORBIDDEN, ({ tenantId, connectionId }) => [
    { body: { after: { tenantId, connectionId }, limit: 1 } },
  ]),
  getSyncSettings: hidden(onConnection),
  saveSyncSettings: hidden(({ connectionId }) => [{ params: { connectionId }, ifMatch: '*', body: SETTINGS }], {
    consumes: true,
  }),
  initiateSync: hidden(({ connectionId }) => [{ params: { connectionId }, ifMatch: '*' }], { consumes: true }),
  startSync: hidden(onConnection, { consumes: true }),
  stopJob: hidden(onJob),
  getGongQuota: hidden(onConnection),
  listFilterFields: own(),
  checkFilters: { foreign: NOT_OFFERED, ways: () => [{ body: { filters: {} } }] },
  getDirectorySettings: own(),
  saveDirectorySettings: own(() => [
    { ifMatch: '*', body: { crmSystem: 'Salesforce', crmOrganisationId: CLASH.externalId } },
  ]),
  listCustomFields: own(),
  saveCustomField: own(() => [
    { params: { object: 'Company', name: CLASH.customField }, ifMatch: '*', body: { type: 'text' } },
  ]),
  importDirectory: own(() => {
    const rows = (kind: keyof typeof ROWS, query = {}): Way => ({
      params: { kind },
      query,
      stream: { contentType: 'application/x-ndjson', body: `${JSON.stringify(ROWS[kind])}\n` },
    });
    return [rows('companies'), rows('persons'), rows('users'), rows('users', { dryRun: 'true' })];
  }),
  listDirectoryImports: own(),
  downloadRejectedRows: hidden(({ importId }) => [{ params: { importId } }]),
  listCompanies: own(({ tenantId }) => [{}, { query: { search: tenantId } }, { query: { limit: '200' } }]),
  listPersons: own(({ tenantId, companyGsid }) => [
    {},
    { query: { companyGsid } },
    { query: { search: tenantId } },
    { query: { limit: '200' } },
  ]),
  listUsers: own(({ tenantId }) => [{}, { query: { search: tenantId } }, { query: { limit: '200' } }]),
  listGongUsers: hidden(({ connectionId }) => [
    { params: { connectionId } },
    { params: { connectionId }, query: { limit: '200', status: 'Mapped' } },
  ]),
  listSuggestedUsers: hidden(({ connectionId, gongUserId }, mine) => [
    { params: { connectionId, gongUserId } },
    { params: { connectionId: mine.connectionId, gongUserId } },
    { params: { connectionId, gongUserId: mine.gongUserId } },
  ]),
  mapGongUser: hidden(({ connectionId, gongUserId, userGsid }, mine) => [
    { params: { connectionId, gongUserId }, ifMatch: '*', body: { userGsid } },
    { params: { connectionId, gongUserId }, ifMatch: '*', body: { userGsid: mine.userGsid } },
    { params: { connectionId: mine.connectionId, gongUserId }, ifMatch: '*', body: { userGsid } },
  ]),
  removeGongUserMapping: hidden(({ connectionId, gongUserId }, mine) => [
    { params: { connectionId, gongUserId }, ifMatch: '*' },
    { params: { connectionId: mine.connectionId, gongUserId }, ifMatch: '*' },
  ]),
  listActivityTypes: own(),
  createActivityType: refused([201, 409], () => [{ body: { name: CLASH.name } }], { owner: [409] }),
  changeActivityType: hidden(({ activityTypeId }) => [
    { params: { activityTypeId }, ifMatch: '*', body: { name: 'Changed', global: true, active: false } },
  ]),
  // A cursor is good for the list that answered it.
  listActivities: refused([200, 400], ({ cursor }) => [
    {},
    { query: { limit: '200' } },
    { query: { limit: '1', cursor } },
  ]),
  listCompanyActivities: own(({ companyGsid }) => [{ params: { companyGsid } }]),
  getCompanyTimeline: own(({ companyGsid }) => [{ params: { companyGsid } }]),
  countCompanyActivities: own(({ companyGsid }) => [{ query: { companyGsids: companyGsid } }]),
  getActivity: hidden(onActivity),
  getRecording: hidden(onActivity),
  getTrackers: hidden(onActivity),
  readCallRecording: { foreign: NOT_OFFERED, ways: ({ callId }) => [{ params: { callId } }] },
  readCallTrackers: { foreign: NOT_OFFERED, ways: ({ callId }) => [{ params: { callId } }] },
  listJobs: own(({ connectionId }) => [{}, { query: { connectionId } }]),
  countConnectionJobs: own(({ connectionId }) => [{ query: { connectionIds: connectionId } }]),
  streamJobsProgress: own(({ connectionId }) => [{}, { query: { connectionId } }]),
  getJob: hidden(onJob),
  listJobCalls: hidden(onJob),
  searchCalls: own(({ callId, tenantId }) => [{ query: { search: callId } }, { query: { search: tenantId } }]),
  listOutcomes: own(() => [{}, { query: { standing: 'true' } }, { query: { count: 'created,failed', limit: '200' } }]),
  getCallsNow: own(),
  getCallsByDay: own(),
  listCallOutcomes: own(({ callId }) => [{ params: { callId } }]),
  downloadJobLog: hidden(onJob),
  streamJobProgress: hidden(onJob),
  retryJobCalls: hidden(
    ({ jobId, callId }) => [
      { params: { jobId }, body: { callIds: [callId] } },
      { params: { jobId }, body: { all: true } },
    ],
    { consumes: true, owner: [202, 409] },
  ),
  checkRetry: { foreign: NOT_OFFERED, ways: onConnection },
  listAuditEntries: own(({ connectionId, memberId, tokenId }) => [
    {},
    { query: { objectId: connectionId } },
    { query: { actorId: `member:${memberId}` } },
    { query: { actorId: `token:${tokenId}`, limit: '200' } },
  ]),
  // Not by our ids: the export stands in the stranger's own audit log, with what it was asked for.
  exportAuditEntries: own(),
  listInstallationAuditEntries: refused(FORBIDDEN),
  readRemainsInConnectorAuth: { foreign: NOT_OFFERED, ways: NONE },
  readRemainsInGongIngest: { foreign: NOT_OFFERED, ways: NONE },
  readRemainsInIdentityResolution: { foreign: NOT_OFFERED, ways: NONE },
  readRemainsInTimelineWriter: { foreign: NOT_OFFERED, ways: NONE },
  readRemainsInExecutionLog: { foreign: NOT_OFFERED, ways: NONE },
};
