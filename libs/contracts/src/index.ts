export { EVENTS, eventOfType } from './catalog';
export type { DataOf, EventDefinition } from './define-event';
export { defineEvent } from './define-event';
export { Activity, activityCreated, activityErased, activityRetracted, activityUpdated } from './events/activity.v1';
export type { AuditRecordedData } from './events/audit-recorded.v1';
export { auditRecorded, INSTALLATION } from './events/audit-recorded.v1';
export type { CallCapturedData } from './events/call-captured.v1';
export { callCaptured } from './events/call-captured.v1';
export type { CallGoneData } from './events/call-gone.v1';
export { callGone } from './events/call-gone.v1';
export type { CallOutcomeData } from './events/call-outcome.v1';
export { callOutcome } from './events/call-outcome.v1';
export type { CallResolvedData } from './events/call-resolved.v1';
export { Attendee, Attendees, Author, CompanyRef, callResolved } from './events/call-resolved.v1';
export type { CallWithheldData } from './events/call-withheld.v1';
export { callWithheld } from './events/call-withheld.v1';
export type { ConnectionActivatedData, ConnectionLostData } from './events/connection.v1';
export { connectionActivated, connectionNeedsReauthorization, connectionRevoked } from './events/connection.v1';
export type { CrmSeenData } from './events/crm-seen.v1';
export { crmSeen } from './events/crm-seen.v1';
export type { DirectorySettingsSavedData } from './events/directory-settings.v1';
export { directorySettingsSaved } from './events/directory-settings.v1';
export type { FieldType, FilterOperator } from './events/filters';
export { FIELD_TYPES, FILTER_OPERATORS, Filters, StepFilters } from './events/filters';
export {
  CallContent,
  CallHead,
  CrmSystemSchema,
  GongId,
  GongUser,
  Notes,
  nullable,
  OffsetDateTime,
  Party,
  StepSettings,
  Tracker,
  Uuid,
} from './events/gong-call';
export type { GongUserGoneData, GongUserSeenData } from './events/gong-user.v1';
export { gongUserGone, gongUserSeen } from './events/gong-user.v1';
export type { JobProgressedData, JobReadData, JobStartedData } from './events/job.v1';
export { jobProgressed, jobRead, jobStarted } from './events/job.v1';
export { resolutionGone } from './events/resolution-gone.v1';
export { resolutionWithheld } from './events/resolution-withheld.v1';
export type { RetryWantedData } from './events/retry-wanted.v1';
export { retryWanted } from './events/retry-wanted.v1';
export type { TenantChangedData, TenantState } from './events/tenant.v1';
export { TENANT_STATES, tenantChanged } from './events/tenant.v1';
export type { Fact, NewFact } from './fact';
export { keyOf } from './fact';
export type { AuditAction } from './http/audit-actions';
export { AUDIT_ACTIONS } from './http/audit-actions';
export { AuditEntry, exportAuditEntries, listAuditEntries, listInstallationAuditEntries } from './http/audit';
export type { MethodDefinition, RequestOf } from './grpc/define-method';
export { methodPath } from './grpc/define-method';
export { resolveCompanyMethod, resolvePersonMethod, resolveUserMethod } from './grpc/directory';
export { getJobMethod, listOutcomesMethod, watchJobMethod } from './grpc/jobs';
export { METHODS } from './grpc/methods';
export { pageSizeOf } from './grpc/page-fields';
export { DESCRIPTORS_FILE, PROTO_FILES, PROTO_FOLDER } from './grpc/proto-files';
export { startSyncMethod } from './grpc/sync';
export { getActivityMethod, listActivitiesMethod, streamActivitiesMethod } from './grpc/timeline';
export { changeActivityType, createActivityType, NewActivityType } from './http/activity-types';
export {
  CallOutcome,
  getCallsByDay,
  getCallsNow,
  listCallOutcomes,
  listOutcomes,
  searchCalls,
} from './http/call-outcomes';
export {
  authorizeConnection,
  Connection,
  ConnectionState,
  completeAuthorization,
  createConnection,
  deleteConnection,
  getConnection,
  lendAccessToken,
  listConnections,
} from './http/connections';
export { CUSTOM_FIELD_NAME, CustomField, listCustomFields, saveCustomField } from './http/custom-fields';
export type { Access, BodyOf, OperationDefinition, ParamsOf, QueryOf, ResponseOf } from './http/define-operation';
export { defineOperation } from './http/define-operation';
export {
  Company,
  CompanyRow,
  DirectorySettings,
  getDirectorySettings,
  listCompanies,
  listPersons,
  listUsers,
  Person,
  PersonRow,
  saveDirectorySettings,
  User,
  UserRow,
} from './http/directory';
export {
  DirectoryImport,
  DirectoryKind,
  downloadRejectedRows,
  ImportResult,
  importDirectory,
  listDirectoryImports,
} from './http/directory-import';
export { checkFilters, FilterField, listFilterFields } from './http/filters';
export type { GongUserStatus } from './http/gong-users';
export {
  GONG_USER_STATUSES,
  ListedGongUser,
  listGongUsers,
  listSuggestedUsers,
  mapGongUser,
  removeGongUserMapping,
  SuggestedUser,
} from './http/gong-users';
export { streamJobProgress, streamJobsProgress } from './http/job-progress';
export { ALL_TENANTS, Grant, listGrants, listTokenKeys, resealGrants, revokeGrants } from './http/grants';
export type { JobDatePreset } from './http/jobs';
export {
  countConnectionJobs,
  downloadJobLog,
  getJob,
  JOB_DATE_PRESETS,
  Job,
  JobCall,
  listJobCalls,
  listJobs,
} from './http/jobs';
export { ApiToken, createToken, listTokens, revokeTenantAccess, revokeToken } from './http/api-tokens';
export {
  addMember,
  addTenantAdmin,
  changeMember,
  Invitation,
  inviteMember,
  listMembers,
  Member,
  removeMember,
} from './http/members';
export { OPERATIONS } from './http/operations';
export type { LoadFailure } from './http/media';
export { getRecording, getTrackers, Recording, readCallRecording, readCallTrackers } from './http/media';
export { pageOf, pageQuery } from './http/page';
export { CURSOR_TIME } from './http/cursor-time';
export type { CursorScope, CursorShape } from './http/page-cursor';
export { decodeCursor, encodeCursor } from './http/page-cursor';
export type { GrpcStatusName, ProblemCode } from './http/problem';
export { GENERAL_PROBLEMS, PROBLEMS, Problem } from './http/problem';
export { checkRetry, retryJobCalls } from './http/retries';
export { changePassword, endSession, listSessions, Session, signOut } from './http/sessions';
export { acceptInvitation, completeSso, getSignInWays, SignedIn, signIn, startSso } from './http/sign-in';
export {
  getGongQuota,
  getSyncSettings,
  initiateSync,
  SyncSettings,
  SyncSettingsInput,
  saveSyncSettings,
  startSync,
  stopJob,
} from './http/sync';
export {
  getTenantRemains,
  Remain,
  readRemainsInConnectorAuth,
  readRemainsInExecutionLog,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  resumeTenant,
  suspendTenant,
  wipeTenant,
} from './http/tenant-lifecycle';
export { createApiToken, createTenant, listTenants, revokeApiToken, Tenant, TenantId, whoAmI } from './http/tenants';
export {
  ActivityType,
  countCompanyActivities,
  getActivity,
  getCompanyTimeline,
  listActivities,
  listActivityTypes,
  listCompanyActivities,
} from './http/timeline';
export type { AsyncApiDocument, AsyncApiMessage } from './public-events/asyncapi-document';
export { dataSchemaOf } from './public-events/data-schema-of';
export { headersSchema } from './public-events/headers-schema';
export { type JsonSchema, jsonSchemaOf, publicEventsOn } from './public-events/json-schema-of';
export { toAsyncApi } from './public-events/to-asyncapi';
export type { TopicName } from './topics';
export { holdsContent, releaseOf, TOPICS } from './topics';
