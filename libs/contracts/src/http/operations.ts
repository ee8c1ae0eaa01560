import { changeActivityType, createActivityType } from './activity-types';
import { getCallsByDay, getCallsNow, listCallOutcomes, listOutcomes, searchCalls } from './call-outcomes';
import {
  authorizeConnection,
  completeAuthorization,
  createConnection,
  deleteConnection,
  getConnection,
  lendAccessToken,
  listConnections,
} from './connections';
import { exportAuditEntries, listAuditEntries, listInstallationAuditEntries } from './audit';
import { listCustomFields, saveCustomField } from './custom-fields';
import type { OperationDefinition } from './define-operation';
import { getDirectorySettings, listCompanies, listPersons, listUsers, saveDirectorySettings } from './directory';
import { downloadRejectedRows, importDirectory, listDirectoryImports } from './directory-import';
import { checkFilters, listFilterFields } from './filters';
import { listGrants, listTokenKeys, resealGrants, revokeGrants } from './grants';
import { listGongUsers, listSuggestedUsers, mapGongUser, removeGongUserMapping } from './gong-users';
import { streamJobProgress, streamJobsProgress } from './job-progress';
import { countConnectionJobs, downloadJobLog, getJob, listJobCalls, listJobs } from './jobs';
import { getRecording, getTrackers, readCallRecording, readCallTrackers } from './media';
import { checkRetry, retryJobCalls } from './retries';
import { getGongQuota, getSyncSettings, initiateSync, saveSyncSettings, startSync, stopJob } from './sync';
import { createApiToken, createTenant, listTenants, revokeApiToken, whoAmI } from './tenants';
import {
  countCompanyActivities,
  getActivity,
  getCompanyTimeline,
  listActivities,
  listActivityTypes,
  listCompanyActivities,
} from './timeline';
import { createToken, listTokens, revokeTenantAccess, revokeToken } from './api-tokens';
import {
  getTenantRemains,
  readRemainsInConnectorAuth,
  readRemainsInExecutionLog,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  resumeTenant,
  suspendTenant,
  wipeTenant,
} from './tenant-lifecycle';
import { addMember, addTenantAdmin, changeMember, inviteMember, listMembers, removeMember } from './members';
import { changePassword, endSession, listSessions, signOut } from './sessions';
import { acceptInvitation, completeSso, getSignInWays, signIn, startSso } from './sign-in';

/** Every HTTP operation of the system. The gateway forwards them and writes the OpenAPI document from them. */
export const OPERATIONS: readonly OperationDefinition[] = [
  whoAmI,
  createTenant,
  listTenants,
  suspendTenant,
  resumeTenant,
  wipeTenant,
  getTenantRemains,
  createApiToken,
  revokeApiToken,
  revokeTenantAccess,
  addTenantAdmin,
  listTokens,
  createToken,
  revokeToken,
  listMembers,
  addMember,
  changeMember,
  removeMember,
  inviteMember,
  getSignInWays,
  signIn,
  acceptInvitation,
  startSso,
  completeSso,
  listSessions,
  endSession,
  signOut,
  changePassword,
  createConnection,
  listConnections,
  getConnection,
  authorizeConnection,
  deleteConnection,
  completeAuthorization,
  lendAccessToken,
  listGrants,
  revokeGrants,
  listTokenKeys,
  resealGrants,
  getSyncSettings,
  saveSyncSettings,
  initiateSync,
  startSync,
  stopJob,
  getGongQuota,
  listFilterFields,
  checkFilters,
  getDirectorySettings,
  saveDirectorySettings,
  listCustomFields,
  saveCustomField,
  importDirectory,
  listDirectoryImports,
  downloadRejectedRows,
  listCompanies,
  listPersons,
  listUsers,
  listGongUsers,
  listSuggestedUsers,
  mapGongUser,
  removeGongUserMapping,
  listActivityTypes,
  createActivityType,
  changeActivityType,
  listActivities,
  listCompanyActivities,
  getCompanyTimeline,
  countCompanyActivities,
  getActivity,
  getRecording,
  getTrackers,
  readCallRecording,
  readCallTrackers,
  listJobs,
  countConnectionJobs,
  streamJobsProgress,
  getJob,
  listJobCalls,
  searchCalls,
  listCallOutcomes,
  listOutcomes,
  getCallsNow,
  getCallsByDay,
  downloadJobLog,
  streamJobProgress,
  retryJobCalls,
  checkRetry,
  listAuditEntries,
  exportAuditEntries,
  listInstallationAuditEntries,
  readRemainsInConnectorAuth,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  readRemainsInExecutionLog,
];
