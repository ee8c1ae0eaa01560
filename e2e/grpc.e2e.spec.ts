import { randomUUID } from 'node:crypto';
import {
  type CallFailed,
  type Connection,
  connect,
  DirectoryService,
  directory,
  JobService,
  jobs,
  SyncService,
  TimelineService,
  timeline,
} from '@gong-timeline/client';
import {
  createApiToken,
  getJob,
  listCompanies,
  listCompanyActivities,
  METHODS,
  methodPath,
} from '@gong-timeline/contracts';
import { GatewayClient } from '@gong-timeline/tools';
import { eventually } from '@gong-timeline/testing';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import * as fc from 'fast-check';
import { type BothWays, bothWays, failure, told } from './both-ways';
import { allActivities, callsOf, finished, saveAndStart } from './jobs';
import { nothingUnderWay } from './nothing-under-way';
import { randomMessage } from './random-message';
import { REFUSALS } from './refusals';
import { type System, startSystem, type Tenant } from './system';

const CALLS = 60;

/** As another team calls us: the built system, the one address, the client that they install. */
describe('gRPC at the gateway (X2)', () => {
  let system: System;
  let tenant: Tenant;
  let other: Tenant;
  let grpc: Connection;
  let foreign: Connection;
  let firstJobId: string;
  let jobId: string;

  beforeAll(async () => {
    system = await startSystem({
      companies: `grpc:${CALLS}:30d,else:5:6d:clean`,
      env: { GONG_REQUESTS_PER_SECOND: '50', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    tenant = await system.connectTenant('grpc', 'grpc');
    other = await system.connectTenant('else', 'else');
    grpc = connect({ address: system.grpcAddress, token: tenant.token });
    foreign = connect({ address: system.grpcAddress, token: other.token });
    firstJobId = await saveAndStart(tenant);
    await finished(tenant, firstJobId);
    // With the retries that follow it: what is listed twice, by two ways, is to be the same.
    await nothingUnderWay(system);
  }, 180_000);
  afterAll(async () => {
    grpc?.close();
    foreign?.close();
    await system?.stop();
  }, 30_000);

  const key = ({
    activityId,
    callId,
    revision,
    subject,
  }: Pick<timeline.Activity, 'activityId' | 'callId' | 'revision' | 'subject'>) =>
    [activityId, callId, revision, subject].join();

  it('starts a sync, safe to repeat, and follows its job to the end', async () => {
    const request = { connectionId: tenant.connectionId, requestId: randomUUID() };
    const started = await grpc.call(SyncService.startSync, request);
    expect((await grpc.call(SyncService.startSync, request)).jobId).toBe(started.jobId);
    jobId = started.jobId;
    await eventually(() => grpc.call(JobService.getJob, { jobId }).then(({ job }) => job !== undefined), {
      timeoutMs: 10_000,
    });
    const seen: jobs.Job[] = [];
    for await (const { job } of grpc.stream(JobService.watchJob, { jobId })) if (job !== undefined) seen.push(job);
    const last = seen.at(-1);
    expect(last?.endedAt).toBeInstanceOf(Date);
    expect(last).toEqual((await grpc.call(JobService.getJob, { jobId })).job);
    expect(last?.counts).toMatchObject((await tenant.gateway.call(getJob, { params: { jobId } })).counts);
  }, 60_000);

  it('lists the outcomes of a job as HTTP does', async () => {
    const seen: string[] = [];
    for (let pageToken = '', page = 0; page === 0 || pageToken !== ''; page += 1) {
      const answer = await grpc.call(
        JobService.listOutcomes,
        jobs.ListOutcomesRequest.create({ jobId: firstJobId, pageSize: 7, pageToken }),
      );
      seen.push(...answer.outcomes.map(({ callId, code }) => `${callId} ${code}`));
      pageToken = answer.nextPageToken;
    }
    const calls = await callsOf(tenant, firstJobId);
    expect(seen.sort()).toEqual(calls.map(({ callId, code }) => `${callId} ${code}`).sort());
    expect(seen.length).toBeGreaterThan(20);
  });

  it('reads the same Activities as HTTP: one by one, by company, and as a stream from the beginning', async () => {
    const activities = await allActivities(tenant);
    expect(activities.length).toBeGreaterThan(10);
    const streamed: string[] = [];
    for await (const { change } of grpc.stream(TimelineService.streamActivities, { since: '', follow: false })) {
      if (change?.$case === 'activity') streamed.push(key(change.value));
    }
    expect(streamed.sort()).toEqual(activities.map(key).sort());

    const [first] = activities;
    const { gsid: companyGsid = '' } = first?.company ?? {};
    const listed = await grpc.call(
      TimelineService.listActivities,
      timeline.ListActivitiesRequest.create({ companyGsid, pageSize: 200 }),
    );
    expect(listed.activities.map(key)).toEqual(
      activities.filter(({ company }) => company.gsid === companyGsid).map(key),
    );
    const one = await grpc.call(TimelineService.getActivity, { activityId: String(first?.activityId) });
    expect(one.activity).toEqual(listed.activities.find(({ activityId }) => activityId === first?.activityId));
    expect(one.activity?.startedAt).toBe(first?.startedAt);
  });

  it('resolves a company, a person and a user', async () => {
    const [company] = (await tenant.gateway.call(listCompanies, { query: { limit: 1 } })).items;
    const by = { $case: 'gsid', value: String(company?.gsid) } as const;
    expect((await grpc.call(DirectoryService.resolveCompany, { by })).company?.name).toBe(company?.name);
    const person = tenant.directory.persons.find(({ emails }) => (emails ?? []).length > 0);
    const email = String(person?.emails?.[0]);
    const evidence = directory.CallEvidence.create({ emails: [email] });
    const found = await grpc.call(DirectoryService.resolveCompany, { by: { $case: 'evidence', value: evidence } });
    expect([found.company?.externalId, ...found.candidates.map(({ gsid }) => gsid)].length).toBeGreaterThan(0);
    const asked = { by: { $case: 'email', value: email }, companyGsid: '' } as const;
    expect((await grpc.call(DirectoryService.resolvePerson, asked)).person?.emails).toContain(email);
    const user = tenant.directory.users[0];
    const { user: known } = await grpc.call(DirectoryService.resolveUser, {
      by: { $case: 'externalId', value: String(user?.externalId) },
    });
    expect(known?.email).toBe(user?.email);
  });

  it("finds nothing of another tenant's, by any method (X3)", async () => {
    const [activity] = await allActivities(tenant);
    const [company] = (await tenant.gateway.call(listCompanies, { query: { limit: 1 } })).items;
    const watch = async () => {
      for await (const _ of foreign.stream(JobService.watchJob, { jobId })) return;
    };
    const gsid = (value: string | undefined) => ({ $case: 'gsid', value: String(value) }) as const;
    const externalId = (value: string | undefined) => ({ $case: 'externalId', value: String(value) }) as const;
    const personBy = { by: externalId(tenant.directory.persons[0]?.externalId), companyGsid: '' };
    const { person } = await grpc.call(DirectoryService.resolvePerson, personBy);
    const userBy = { by: externalId(tenant.directory.users[0]?.externalId) };
    const { user } = await grpc.call(DirectoryService.resolveUser, userBy);
    const asked = {
      GetActivity: foreign.call(TimelineService.getActivity, { activityId: String(activity?.activityId) }),
      GetJob: foreign.call(JobService.getJob, { jobId }),
      WatchJob: watch(),
      ListOutcomes: foreign.call(JobService.listOutcomes, jobs.ListOutcomesRequest.create({ jobId })),
      StartSync: foreign.call(SyncService.startSync, { connectionId: tenant.connectionId, requestId: '' }),
      ResolveCompany: foreign.call(DirectoryService.resolveCompany, { by: gsid(company?.gsid) }),
      ResolvePerson: foreign.call(DirectoryService.resolvePerson, { by: gsid(person?.gsid), companyGsid: '' }),
      ResolveUser: foreign.call(DirectoryService.resolveUser, { by: gsid(user?.gsid) }),
    };
    // A new method must be tried here.
    const lists = ['ListActivities', 'StreamActivities'];
    expect([...Object.keys(asked), ...lists].sort()).toEqual(METHODS.map(({ method }) => method).sort());
    for (const [method, each] of Object.entries(asked)) {
      const { status, code } = await failure(each);
      expect([method, status, code]).toEqual([method, 'NOT_FOUND', 'not-found']);
    }
    const list = timeline.ListActivitiesRequest.create({ companyGsid: String(activity?.company.gsid) });
    expect((await foreign.call(TimelineService.listActivities, list)).activities).toEqual([]);
    for await (const { change } of foreign.stream(TimelineService.streamActivities, { since: '', follow: false })) {
      throw new Error(`told of ${change?.$case}`);
    }
  });

  it('asks for a token, and holds it to its role', async () => {
    const nobody = connect({ address: system.grpcAddress, token: 'gtl_nobody' });
    const operator = new GatewayClient(
      system.stack.publicUrl,
      readFileSync(system.stack.operatorTokenFile, 'utf8').trim(),
    );
    const { token } = await operator.call(createApiToken, {
      params: { tenantId: tenant.tenantId },
      body: { name: 'a member', role: 'member', expiresInDays: 1 },
    });
    const member = connect({ address: system.grpcAddress, token });
    const list = timeline.ListActivitiesRequest.create({ pageSize: 1 });
    expect((await failure(nobody.call(TimelineService.listActivities, list))).code).toBe('auth.missing');
    expect((await member.call(TimelineService.listActivities, list)).activities).toHaveLength(1);
    expect((await failure(member.call(JobService.getJob, { jobId }))).code).toBe('auth.forbidden');
    nobody.close();
    member.close();
  });

  describe('refuses what is wrong as HTTP does: by the same code, naming the field as the protocol names it', () => {
    let both: BothWays;
    beforeAll(() => {
      both = bothWays(tenant, grpc, firstJobId);
    });

    it.each(REFUSALS)('%s', async (_, overHttp, httpSays, overGrpc, grpcSays) => {
      expect(await overHttp(both)).toEqual(httpSays);
      expect(await overGrpc(both)).toEqual(grpcSays);
    });

    it('a company of another tenant: as one that there is not, which has no entries (X3)', async () => {
      const [theirs] = await allActivities(tenant);
      const companyGsid = String(theirs?.company.gsid);
      for (const gsid of [companyGsid, randomUUID()]) {
        const by = { $case: 'gsid', value: gsid } as const;
        const resolved = told(foreign.call(DirectoryService.resolveCompany, { by }));
        expect(await resolved).toEqual(['NOT_FOUND', 'not-found']);
        const page = timeline.ListActivitiesRequest.create({ companyGsid: gsid });
        expect((await foreign.call(TimelineService.listActivities, page)).activities).toEqual([]);
        const params = { companyGsid: gsid };
        const none = { items: [], nextCursor: null };
        expect(await other.gateway.call(listCompanyActivities, { params })).toEqual(none);
        expect(await other.gateway.call(listCompanies, { query: { gsid } })).toEqual(none);
      }
    });

    it('another content type', async () => {
      expect(await both.post('name=A', 'application/x-www-form-urlencoded')).toEqual([415, 'request.media-type']);
      const session = connectHttp2(`http://${system.grpcAddress}`);
      const asked = session.request({
        ':method': 'POST',
        ':path': TimelineService.getActivity.path,
        'content-type': 'application/json',
      });
      const [headers] = (await once(asked.end('{}'), 'response')) as [{ ':status': number }];
      session.destroy();
      expect(headers[':status']).toBe(415);
    });

    it('whatever bytes, in whatever method: it is never us who broke', async () => {
      const asked = fc.asyncProperty(fc.constantFrom(...METHODS), randomMessage, async (method, sent) => {
        const raw = {
          path: methodPath(method),
          requestSerialize: Buffer.from,
          responseDeserialize: (all: Buffer) => all,
        };
        const seen = method.responseStream
          ? firstOf(grpc.stream({ ...raw, responseStream: true }, sent, { timeoutMs: 1_000 }))
          : grpc.call({ ...raw, responseStream: false }, sent);
        const { status, code } = await seen.then(
          () => ({ status: 'OK', code: null }),
          (error: CallFailed) => error,
        );
        expect(['OK', 'INVALID_ARGUMENT', 'NOT_FOUND', 'FAILED_PRECONDITION', 'DEADLINE_EXCEEDED']).toContain(status);
        expect(code).not.toBe('internal.error');
      });
      // The same bytes each time: a run says of a change whether it broke something, not whether it was lucky.
      await fc.assert(asked, { numRuns: 200, endOnFailure: true, seed: 1_905 });
    }, 60_000);

    it('a deadline that is over, which only gRPC has', async () => {
      const late = { timeoutMs: null, metadata: { 'grpc-timeout': '1n' } };
      const call = grpc.call(TimelineService.getActivity, { activityId: randomUUID() }, late);
      expect((await failure(call)).status).toBe('DEADLINE_EXCEEDED');
    });
  });
});

const firstOf = async (stream: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of stream) return;
};
