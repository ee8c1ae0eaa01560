import {
  type Activity,
  authorizeConnection,
  getActivity,
  getConnection,
  type JobCall,
  listActivities,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { authorizeAtGong } from '@gong-timeline/tools';
import { logsWith, readTopics, tablesWith } from './find-traces';
import { callsOf, expectToAddUp, finished, isRefused, jobsOf, saveAndStart } from './jobs';
import { type System, startSystem, type Tenant } from './system';

/** What happens to one call at Gong, and what becomes of it everywhere in the system. */
describe('the life of a call', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      // A company each, so that no sentence depends on another.
      companies: ['turned', 'secret', 'edited', 'revoked', 'traced'].map((key) => `${key}:20:6d:clean`).join(','),
      // At debug, so that a word that is in no log is in none at any level.
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000', LOG_LEVEL: 'debug' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('redacts a call that turned private after it was synced, everywhere (S9)', async () => {
    const tenant = await system.connectTenant('turned', 'turned');
    const callId = await addCall('turned', 'Zebrafinch-7731');
    const first = await sync(tenant);
    const synced = callIn(first.calls, callId);
    expect(synced).toMatchObject({ code: 'synced.created', title: 'Zebrafinch-7731 renewal' });
    const activityId = synced.activityId as string;
    const activity = await tenant.gateway.call(getActivity, { params: { activityId } });
    expect(JSON.stringify(activity).match(/Zebrafinch-7731/g)).toHaveLength(3);
    expect(await tablesWith(system, 'zebrafinch')).toEqual(
      expect.arrayContaining(['timeline_writer.activities', 'execution_log.outcomes']),
    );

    await control('POST', `turned/calls/${callId}/private`);
    const second = await sync(tenant);
    expect(callIn(second.calls, callId)).toMatchObject({ code: 'skipped.private', title: null, ownerName: null });
    await expect(tenant.gateway.call(getActivity, { params: { activityId } })).rejects.toThrow(/not-found/);
    expect((await activitiesOf(tenant)).map((each) => each.callId)).not.toContain(callId);
    await eventually(async () => expect(await tablesWith(system, 'zebrafinch')).toEqual([]), {
      what: 'every table to be without the word',
    });
    expect(logsWith(system, first.jobId)).toContain('gong-ingest.log');
    expect(logsWith(system, 'zebrafinch')).toEqual([]);
    expect(callIn(await callsOf(tenant, first.jobId), callId)).toMatchObject({ title: null, companyName: null });

    const newest = await eventually(
      async () => {
        const told = (await readTopics(system, ['timeline.activity'])).filter(({ value }) =>
          value.includes(activityId),
        );
        expect(told.map(({ type }) => type)).toEqual([
          'timeline.activity-created.v1',
          'timeline.activity-retracted.v1',
        ]);
        expect(new Set(told.map(({ key }) => key)).size).toBe(1);
        return told[1]?.value ?? '';
      },
      { timeoutMs: 20_000, intervalMs: 500, what: 'other teams to be told of the retraction' },
    );
    expect(JSON.parse(newest)).toEqual({ activityId, source: 'GONG', callId, revision: 2, reason: 'private' });
  }, 60_000);

  it('lets a job and a call be followed by their ids through the logs of all services', async () => {
    const tenant = await system.connectTenant('traced', 'traced');
    const { jobId, calls } = await sync(tenant);
    const services = ['execution-log.log', 'gong-ingest.log', 'identity-resolution.log', 'timeline-writer.log'];
    const synced = calls.find((call) => call.code === 'synced.created') as JobCall;
    await eventually(
      () => {
        expect(logsWith(system, jobId)).toEqual(expect.arrayContaining(services));
        expect(logsWith(system, synced.callId)).toEqual(expect.arrayContaining(services));
      },
      { what: 'the ids in the logs of every service on the way' },
    );
  }, 60_000);

  it('never stores anything of a call that was private from the start (S9)', async () => {
    const tenant = await system.connectTenant('secret', 'secret');
    const hidden = await addCall('secret', 'Quokkaberg-4402', { isPrivate: true });
    const open = await addCall('secret', 'Pangolinville-9');
    const { calls } = await sync(tenant);
    expect(callIn(calls, hidden)).toMatchObject({ code: 'skipped.private', title: null, activityId: null });
    expect(callIn(calls, open).code).toBe('synced.created');

    // The public call shows that the search finds what was stored.
    expect(await tablesWith(system, 'pangolinville')).toContain('timeline_writer.activities');
    expect(await tablesWith(system, 'quokkaberg')).toEqual([]);
    const messages = await eventually(
      async () => {
        const all = await readTopics(system);
        expect(topicsWith(all, 'Pangolinville')).toContain('timeline.activity');
        return all;
      },
      { timeoutMs: 20_000, intervalMs: 500, what: 'the public call to be on the topics' },
    );
    expect(topicsWith(messages, 'Pangolinville')).toEqual(expect.arrayContaining(['gong.calls.v1']));
    expect(topicsWith(messages, 'Quokkaberg')).toEqual([]);
    expect(logsWith(system, 'quokkaberg')).toEqual([]);
  }, 60_000);

  it('updates an edited call, and leaves an unchanged one alone (S10)', async () => {
    const tenant = await system.connectTenant('edited', 'edited');
    const edited = await addCall('edited', 'Before');
    const left = await addCall('edited', 'Steady');
    await sync(tenant);
    const before = new Map((await activitiesOf(tenant)).map((each) => [each.callId, each]));

    await control('PATCH', `edited/calls/${edited}`, { metaData: { title: 'After the edit' } });
    // Statistics are not shown on the Timeline: a change of them is none.
    await control('PATCH', `edited/calls/${left}`, { interaction: { questions: { companyCount: 77 } } });
    const { job, calls } = await sync(tenant);
    expect(callIn(calls, edited).code).toBe('synced.updated');
    expect(callIn(calls, left).code).toBe('synced.unchanged');
    expect(job.counts).toMatchObject({ created: 0, updated: 1 });

    const after = new Map((await activitiesOf(tenant)).map((each) => [each.callId, each]));
    expect(after.size).toBe(before.size);
    expect(after.get(edited)).toEqual({ ...before.get(edited), revision: 2, subject: 'After the edit' });
    expect([...after].filter(([callId]) => callId !== edited)).toEqual(
      [...before].filter(([callId]) => callId !== edited),
    );
    await eventually(
      async () => {
        const told = (await readTopics(system, ['timeline.activity'])).map(({ type, value }) => ({
          type,
          callId: (JSON.parse(value) as Activity | null)?.callId,
        }));
        expect(told.filter(({ callId }) => callId === edited).map(({ type }) => type)).toEqual([
          'timeline.activity-created.v1',
          'timeline.activity-updated.v1',
        ]);
        expect(told.filter(({ callId }) => callId === left).map(({ type }) => type)).toEqual([
          'timeline.activity-created.v1',
        ]);
      },
      { timeoutMs: 20_000, intervalMs: 500, what: 'other teams to be told of the edit, and of nothing else' },
    );
  }, 60_000);

  it('says that a connection needs re-authorization when Gong revokes the grant, and goes on with its history after the admin authorised again (S4)', async () => {
    const tenant = await system.connectTenant('revoked', 'revoked');
    const params = { connectionId: tenant.connectionId };
    const first = await sync(tenant);
    const before = await activitiesOf(tenant);
    expect(first.job.counts.created).toBe(before.length);
    expect(before.length).toBeGreaterThan(10);

    await control('POST', 'revoked/grant/revoke');
    const failed = await finished(tenant, await saveAndStart(tenant));
    expect(failed).toMatchObject({ status: 'Failed', reason: expect.stringMatching(/no longer takes the tokens/) });
    expectToAddUp(failed);
    expect(await tenant.gateway.call(getConnection, { params })).toMatchObject({
      state: 'needs-reauthorization',
      stateReason: expect.stringMatching(/\S/),
    });
    await isRefused(tenant);
    expect(await activitiesOf(tenant)).toEqual(before);

    const { authorizeUrl } = await tenant.gateway.call(authorizeConnection, { params });
    const signIn = { company: 'revoked', userId: tenant.directory.technicalAdminId };
    await authorizeAtGong(authorizeUrl, signIn, tenant.token);
    expect(await tenant.gateway.call(getConnection, { params })).toMatchObject({ state: 'active', stateReason: null });
    const added = await addCall('revoked', 'Afterwards');
    // gong-ingest hears of it by a fact, some milliseconds after the answer.
    const { job, calls } = await eventually(() => sync(tenant), {
      timeoutMs: 30_000,
      intervalMs: 500,
      what: 'a sync with the new grant',
    });
    expect(['Success', 'Partial Success']).toContain(job.status);
    expect(callIn(calls, added).code).toBe('synced.created');
    expect(job.counts).toMatchObject({ created: 1, updated: 0 });
    expect(job.counts.unchanged).toBeGreaterThan(0);
    const after = await activitiesOf(tenant);
    expect(after.filter((each) => each.callId !== added)).toEqual(before);
    expect((await jobsOf(tenant)).map((each) => each.jobId)).toEqual(
      expect.arrayContaining([first.jobId, failed.jobId]),
    );
  }, 60_000);

  async function sync(tenant: Tenant) {
    const jobId = await saveAndStart(tenant, 10);
    const job = await finished(tenant, jobId);
    expectToAddUp(job);
    return { jobId, job, calls: await callsOf(tenant, jobId) };
  }

  /** A call of an hour ago that can be placed, with the word in its title, its brief and the name of a guest. */
  async function addCall(company: string, word: string, metaData: object = {}): Promise<string> {
    const { id, call } = await control('POST', `${company}/calls`, {
      template: 'usual',
      metaData: { title: `${word} renewal`, ...metaData },
    });
    const guest = { id: `${id}1`, name: `Guest ${word}`, affiliation: 'External', context: [], methods: ['Invitee'] };
    await control('PATCH', `${company}/calls/${id}`, {
      content: { brief: `All about ${word}.` },
      parties: [...call.parties, guest],
    });
    return id;
  }

  async function control(method: string, path: string, body: object = {}): Promise<ShownCall> {
    const answer = await fetch(`${system.simulatorUrl}/simulator/companies/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as ShownCall;
  }
});

interface ShownCall {
  readonly id: string;
  readonly call: { readonly parties: object[] };
}

function callIn(calls: readonly JobCall[], callId: string): JobCall {
  const call = calls.find((each) => each.callId === callId);
  if (call === undefined) throw new Error(`The job read no call ${callId}.`);
  return call;
}

const activitiesOf = async ({ gateway }: Tenant): Promise<readonly Activity[]> =>
  (await gateway.call(listActivities, { query: { limit: 200 } })).items;

const topicsWith = (messages: readonly { topic: string; value: string; key: string }[], word: string): string[] => [
  ...new Set(messages.filter(({ key, value }) => `${key} ${value}`.includes(word)).map(({ topic }) => topic)),
];
