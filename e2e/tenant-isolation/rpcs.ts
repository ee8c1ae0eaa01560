import {
  DirectoryService,
  JobService,
  jobs,
  type Method,
  SyncService,
  TimelineService,
  timeline,
} from '@gong-timeline/client';
import type { Ids } from './party';

export interface Rpc {
  readonly method: Method<never, unknown, boolean>;
  /** As of routes: nothing is found, or what the caller has itself. */
  readonly foreign: 'not-found' | 'own';
  readonly requests: (of: Ids) => readonly [unknown, ...unknown[]];
}

const rpc = <Q, R, S extends boolean>(
  method: Method<Q, R, S>,
  foreign: Rpc['foreign'],
  requests: (of: Ids) => readonly [Q, ...Q[]],
): Rpc => ({ method: method as unknown as Rpc['method'], foreign, requests });

/** Every gRPC method of the system: a new one without a line here is a failing spec. */
export const RPCS: readonly Rpc[] = [
  rpc(TimelineService.getActivity, 'not-found', ({ activityId }) => [{ activityId }]),
  rpc(TimelineService.listActivities, 'own', ({ companyGsid, cursor }) => [
    timeline.ListActivitiesRequest.create({ companyGsid }),
    timeline.ListActivitiesRequest.create({ pageSize: 200 }),
    timeline.ListActivitiesRequest.create({ pageToken: cursor }),
  ]),
  rpc(TimelineService.streamActivities, 'own', () => [{ since: '', follow: false }]),
  rpc(DirectoryService.resolveCompany, 'not-found', ({ companyGsid, tenantId }) => [
    { by: { $case: 'gsid' as const, value: companyGsid } },
    { by: { $case: 'externalId' as const, value: `${tenantId}-company` } },
  ]),
  rpc(DirectoryService.resolvePerson, 'not-found', ({ personGsid, companyGsid, tenantId }) => [
    { by: { $case: 'gsid' as const, value: personGsid }, companyGsid: '' },
    { by: { $case: 'gsid' as const, value: personGsid }, companyGsid },
    { by: { $case: 'email' as const, value: `person@${tenantId}.example` }, companyGsid: '' },
  ]),
  rpc(DirectoryService.resolveUser, 'not-found', ({ userGsid, tenantId }) => [
    { by: { $case: 'gsid' as const, value: userGsid } },
    { by: { $case: 'email' as const, value: `user@${tenantId}.example` } },
  ]),
  rpc(SyncService.startSync, 'not-found', ({ connectionId }) => [{ connectionId, requestId: '' }]),
  rpc(JobService.getJob, 'not-found', ({ jobId }) => [{ jobId }]),
  rpc(JobService.watchJob, 'not-found', ({ jobId }) => [{ jobId }]),
  rpc(JobService.listOutcomes, 'not-found', ({ jobId }) => [jobs.ListOutcomesRequest.create({ jobId })]),
];
