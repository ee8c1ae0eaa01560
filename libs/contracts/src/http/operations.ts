import { changeActivityType, createActivityType } from './activity-types';
import {
  authorizeConnection,
  completeAuthorization,
  createConnection,
  deleteConnection,
  getConnection,
  lendAccessToken,
  listConnections,
} from './connections';
import { listCustomFields, saveCustomField } from './custom-fields';
import type { OperationDefinition } from './define-operation';
import {
  getDirectorySettings,
  importDirectory,
  listCompanies,
  listPersons,
  listUsers,
  saveDirectorySettings,
} from './directory';
import { downloadJobLog, getJob, listJobCalls, listJobs } from './jobs';
import { checkRetry, retryJobCalls } from './retries';
import { getSyncSettings, initiateSync, saveSyncSettings, startSync } from './sync';
import { createApiToken, createTenant, listTenants, revokeApiToken, whoAmI } from './tenants';
import { getActivity, listActivities, listActivityTypes, listCompanyActivities } from './timeline';

/** Every HTTP operation of the system. The gateway forwards them and writes the OpenAPI document from them. */
export const OPERATIONS: readonly OperationDefinition[] = [
  whoAmI,
  createTenant,
  listTenants,
  createApiToken,
  revokeApiToken,
  createConnection,
  listConnections,
  getConnection,
  authorizeConnection,
  deleteConnection,
  completeAuthorization,
  lendAccessToken,
  getSyncSettings,
  saveSyncSettings,
  initiateSync,
  startSync,
  getDirectorySettings,
  saveDirectorySettings,
  listCustomFields,
  saveCustomField,
  importDirectory,
  listCompanies,
  listPersons,
  listUsers,
  listActivityTypes,
  createActivityType,
  changeActivityType,
  listActivities,
  listCompanyActivities,
  getActivity,
  listJobs,
  getJob,
  listJobCalls,
  downloadJobLog,
  retryJobCalls,
  checkRetry,
];
