import { type CallFailed, type Connection, jobs, JobService, timeline, TimelineService } from '@gong-timeline/client';
import { listActivities } from '@gong-timeline/contracts';
import type { Tenant } from './system';

/** What was refused: status, code, and the fields that are wrong. */
export type Refusal = readonly (string | number)[];

/** The same asked over HTTP and over gRPC, and what is said when it is refused. */
export interface BothWays {
  http(path: string, init?: RequestInit): Promise<Refusal>;
  post(body: string, type?: string): Promise<Refusal>;
  list(request: Partial<timeline.ListActivitiesRequest>): Promise<Refusal>;
  get(activityId: string): Promise<Refusal>;
  job(jobId: string): Promise<Refusal>;
  outcomes(pageToken: string): Promise<Refusal>;
  /** As bytes, which the client would not send by itself. */
  bytes(...message: number[]): Promise<Refusal>;
  nextPage(): Promise<string>;
  nextCursor(): Promise<string>;
}

export const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );

export const told = async (call: Promise<unknown>): Promise<Refusal> => {
  const { status, code, fields } = await failure(call);
  return [status, code ?? '', ...fields.map(({ field }) => field)];
};

/** `jobId`: of a job with outcomes. */
export const bothWays = ({ gateway, token }: Tenant, grpc: Connection, jobId: string): BothWays => {
  const http: BothWays['http'] = async (path, init = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as object) };
    const answer = await fetch(gateway.publicUrl + path, { ...init, headers });
    const { code, errors = [] } = (await answer.json()) as { code: string; errors?: { field: string }[] };
    return [answer.status, code, ...errors.map(({ field }) => field)];
  };
  const asked = (request: Partial<timeline.ListActivitiesRequest>) =>
    grpc.call(TimelineService.listActivities, timeline.ListActivitiesRequest.create(request));
  return {
    http,
    post: (body, type = 'application/json') =>
      http('/api/activity-types', { method: 'POST', headers: { 'content-type': type }, body }),
    list: (request) => told(asked(request)),
    get: (activityId) => told(grpc.call(TimelineService.getActivity, { activityId })),
    job: (id) => told(grpc.call(JobService.getJob, { jobId: id })),
    outcomes: (pageToken) =>
      told(grpc.call(JobService.listOutcomes, jobs.ListOutcomesRequest.create({ jobId, pageToken }))),
    bytes: (...message) =>
      told(
        grpc.call({ ...TimelineService.getActivity, requestSerialize: () => Buffer.from(message) }, { activityId: '' }),
      ),
    nextPage: async () => {
      const { nextPageToken } = await asked({ pageSize: 1 });
      expect(nextPageToken).not.toBe('');
      return nextPageToken;
    },
    nextCursor: async () => String((await gateway.call(listActivities, { query: { limit: 1 } })).nextCursor),
  };
};
