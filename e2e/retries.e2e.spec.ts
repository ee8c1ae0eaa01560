import {
  type Activity,
  changeActivityType,
  createActivityType,
  getJob,
  importDirectory,
  type JobCall,
  listUsers,
  retryJobCalls,
  saveSyncSettings,
  startSync,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { AtGong } from './at-gong';
import { account, contact, guest } from './calls-by-rule';
import { readTopics } from './find-traces';
import { activitiesOf, callsOf, jobsOf, retriedIn, saveSettings, type Synced, sync, syncedBy } from './jobs';
import { nothingUnderWay } from './nothing-under-way';
import { CRM_ID, ownDirectory, userRow } from './own-directory';
import { type System, startSystem, type Tenant } from './system';

const OWNER = userRow('host', 0, 'Full');
const NOBODYS = { account: '0015e00009NoOne', contact: '0035e00009NoOne' };
/** Polling, a poll of the schedule, Gong and three services: some 2 s in all, on a machine that does nothing else. */
const WITHIN_MS = 15_000;

describe('calls that are tried again', () => {
  let system: System;
  beforeAll(async () => {
    const keys = ['itself', 'hand', 'resync', 'off', 'types'];
    system = await startSystem({
      companies: keys.map((key) => `${key}:${key === 'off' ? 250 : 0}:30d:clean`).join(','),
      // A job that waits for Gong looks three times a lease whether it is to stop.
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000', JOB_LEASE_MS: '6000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  interface Scene {
    readonly tenant: Tenant;
    readonly gong: AtGong;
    /** A call of the host's, of which nothing is known but this. */
    call(blocks: {
      context?: object[];
      parties?: object[];
      owner?: string;
      title?: string;
      started?: string;
    }): Promise<string>;
    bring(kind: 'companies' | 'persons' | 'users', ...rows: object[]): Promise<unknown>;
  }
  const setScene = async (key: string, users: readonly (typeof OWNER)[] = [OWNER]): Promise<Scene> => {
    const gong = new AtGong(system, key);
    const tenant = await system.connectTenant(key, key, ownDirectory(users));
    const { id } = await gong.addUser({ emailAddress: 'host@vendor.example', firstName: 'Ho', lastName: 'St' });
    return {
      tenant,
      gong,
      call: ({ context = [], parties = [], owner = id, title = 'A call', ...more }) =>
        gong.addCall({
          template: 'bare',
          content: {},
          context,
          parties,
          metaData: { primaryUserId: owner, title, ...more },
        }),
      bring: (kind, ...rows) => {
        const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        const stream = { contentType: 'application/x-ndjson', body };
        return tenant.gateway.call(importDirectory, { params: { kind }, stream });
      },
    };
  };
  const retry = ({ gateway }: Tenant, jobId: string, body: { callIds?: string[]; all?: true }) =>
    gateway.call(retryJobCalls, { params: { jobId }, body });
  const retriesOf = async (tenant: Tenant) => (await jobsOf(tenant)).filter(({ trigger }) => trigger === 'retry');
  const codesOf = (calls: readonly JobCall[]) => Object.fromEntries(calls.map(({ callId, code }) => [callId, code]));
  const onAcme = { context: [account(CRM_ID.acme)] };

  describe('by themselves, once the cause has gone away (S24, S28)', () => {
    let scene: Scene;
    let first: Synced;
    const calls: Record<string, string> = {};
    const toInitech = { name: 'Person new', companyExternalIds: ['initech'] };
    const causes: Record<string, readonly [string, () => Promise<unknown>]> = {
      'a company that came': [
        'company.not-found',
        () => scene.bring('companies', { externalId: 'late', name: 'Late Ltd', crmAccountIds: [NOBODYS.account] }),
      ],
      'a CRM id that a company was given': [
        'company.not-found',
        () => scene.bring('companies', { externalId: 'twin', name: 'Twin', crmAccountIds: ['0015e00008NoOne'] }),
      ],
      'a person that came': [
        'company.not-found',
        () => scene.bring('persons', { externalId: 'new', emails: ['new@nowhere.example'], ...toInitech }),
      ],
      'a CRM id that a person was given': [
        'company.not-found',
        () => scene.bring('persons', { externalId: 'ina', name: 'Ina', crmContactIds: [NOBODYS.contact] }),
      ],
      'a company that was made the only one': [
        'company.not-unique',
        () => scene.bring('companies', { externalId: 'globex', name: 'Globex', parentExternalId: 'acme' }),
      ],
      'a User who is active again': ['author.inactive', () => scene.bring('users', userRow('idle', 0, 'Full'))],
      'one of two Users who went': ['author.conflict', () => scene.bring('users', userRow('two', 1, 'Full', false))],
    };
    beforeAll(async () => {
      const users = [OWNER, userRow('idle', 0, 'Full', false), userRow('two', 0, 'Full'), userRow('two', 1, 'Full')];
      scene = await setScene('itself', users);
      const owner = async (key: string) => {
        const user = { emailAddress: `${key}@vendor.example`, firstName: 'Owner', lastName: key };
        return (await scene.gong.addUser(user)).id;
      };
      const blocks = {
        'a company that came': { context: [account(NOBODYS.account)] },
        'a CRM id that a company was given': { context: [account('0015e00008NoOne')] },
        'a person that came': { parties: [guest('new@nowhere.example')] },
        'a CRM id that a person was given': { parties: [guest(null, contact(NOBODYS.contact))] },
        'a company that was made the only one': { context: [account(CRM_ID.acme), account(CRM_ID.globex)] },
        'a User who is active again': { ...onAcme, owner: await owner('idle') },
        'one of two Users who went': { ...onAcme, owner: await owner('two') },
        'a User that was created for it': { ...onAcme, owner: await owner('newcomer') },
      };
      for (const [cause, what] of Object.entries(blocks)) calls[cause] = await scene.call(what);
      first = await sync(scene.tenant);
    }, 60_000);

    it.each(Object.keys(causes))(
      'within seconds: %s',
      async (cause) => {
        const callId = calls[cause] as string;
        const [code, mend] = causes[cause] as (typeof causes)[string];
        expect(first.of(callId)).toMatchObject({ code, attempt: 1, retriedBy: null });
        await mend();
        const mendedAt = Date.now();
        const again = await retriedIn(scene.tenant, first, callId);
        expect(Date.now() - mendedAt).toBeLessThan(WITHIN_MS);
        expect(again.job).toMatchObject({ trigger: 'retry', status: 'Success', window: null });
        expect(again.of(callId)).toMatchObject({ code: 'synced.created', attempt: 2 });
        // The first job keeps what it said, and says where it was tried again.
        const kept = (await callsOf(scene.tenant, first.jobId)).find((call) => call.callId === callId);
        expect(kept).toEqual({ ...first.of(callId), retriedBy: again.jobId });
        expect((await activitiesOf(scene.tenant)).has(callId)).toBe(true);
      },
      60_000,
    );

    it('within seconds: a User that was created for it', async () => {
      const callId = calls['a User that was created for it'] as string;
      expect(first.of(callId).code).toBe('author.not-present');
      const again = await retriedIn(scene.tenant, first, callId);
      expect(again.of(callId)).toMatchObject({ code: 'synced.created', attempt: 2 });
      const users = await scene.tenant.gateway.call(listUsers, { query: { search: 'newcomer@vendor.example' } });
      expect(users.items).toHaveLength(1);
    }, 60_000);

    it('and then for good: a run after it finds nothing to do', async () => {
      const { job } = await sync(scene.tenant);
      expect(job.counts).toMatchObject({ read: 8, unchanged: 8 });
    }, 60_000);
  });

  describe('by hand (S28)', () => {
    let scene: Scene;
    let first: Synced;
    let [synced, stuck, secret, gone, other] = ['', '', '', '', ''];
    beforeAll(async () => {
      scene = await setScene('hand');
      synced = await scene.call(onAcme);
      [stuck, secret, gone, other] = (await Promise.all(
        ['stuck', 'Axolotl-5150', 'gone', 'other'].map((title) =>
          scene.call({ context: [account(NOBODYS.account)], title }),
        ),
      )) as [string, string, string, string];
      first = await sync(scene.tenant);
      expect(first.job.counts).toMatchObject({ read: 5, created: 1, failed: 4 });
    }, 60_000);

    it('one: it is read again in a job of its own, though asked for twice at once', async () => {
      const asked = await Promise.all([1, 2, 3].map(() => retry(scene.tenant, first.jobId, { callIds: [stuck] })));
      expect(asked.map(({ wanted }) => wanted).sort()).toEqual([0, 0, 1]);
      const again = await retriedIn(scene.tenant, first, stuck);
      expect(again.of(stuck)).toMatchObject({ code: 'company.not-found', attempt: 2 });
      expect(again.job.counts.read).toBe(1);
      expect(await retriesOf(scene.tenant)).toHaveLength(1);
    }, 60_000);

    it('some: a synced one too, which ends as unchanged when its Activity is as it would be (S16)', async () => {
      await retry(scene.tenant, first.jobId, { callIds: [synced, other] });
      const again = await retriedIn(scene.tenant, first, synced);
      expect(codesOf(again.calls)).toEqual({ [synced]: 'synced.unchanged', [other]: 'company.not-found' });
      expect((await activitiesOf(scene.tenant)).get(synced)?.revision).toBe(1);
    }, 60_000);

    it('all that failed and was not tried again yet: one that turned private and one that is gone end so', async () => {
      await scene.gong.does(secret, 'private');
      await scene.gong.remove(gone);
      expect(first.of(secret).title).toBe('Axolotl-5150');
      expect(await retry(scene.tenant, first.jobId, { all: true })).toMatchObject({ wanted: 2, alreadyWanted: 0 });
      const again = await retriedIn(scene.tenant, first, gone);
      expect(codesOf(again.calls)).toEqual({ [secret]: 'skipped.private', [gone]: 'skipped.gone' });
      expect(again.job).toMatchObject({ status: 'Success', counts: { read: 2, skipped: 2 } });
      // What the first job held of the private one is wiped; what became of it then is kept (S9).
      await eventually(async () => {
        const kept = (await callsOf(scene.tenant, first.jobId)).find(({ callId }) => callId === secret);
        expect(kept).toMatchObject({ code: 'company.not-found', title: null, ownerName: null, retriedBy: again.jobId });
      });
      expect(await retry(scene.tenant, first.jobId, { all: true })).toMatchObject({ wanted: 0, alreadyWanted: 0 });
    }, 60_000);

    it('not what the job never read, and nothing then', async () => {
      const before = (await retriesOf(scene.tenant)).length;
      await expect(retry(scene.tenant, first.jobId, { callIds: [stuck, '4242'] })).rejects.toThrow(
        /no calls of job .*: 4242\./,
      );
      expect((await retriesOf(scene.tenant)).length).toBe(before);
    });
  });

  it('by hand, after a change of the directory: attendees are matched again, and others are told once (S16)', async () => {
    const scene = await setScene('resync');
    const callId = await scene.call({ ...onAcme, parties: [guest('late@acme.example')] });
    const first = await sync(scene.tenant);
    const attendee = async () => (await activitiesOf(scene.tenant)).get(callId)?.attendees.external[0];
    expect(await attendee()).toMatchObject({ gsid: null, name: 'Some Guest' });
    // While gong-ingest has yet to hear that the call is on the Timeline, the next run would bring it once more.
    await nothingUnderWay(system);

    await scene.bring('persons', {
      externalId: 'late',
      name: 'Late Person',
      emails: ['late@acme.example'],
      companyExternalIds: ['acme'],
    });
    // A change of the directory alone changes no Activity (S10).
    expect((await sync(scene.tenant)).of(callId).code).toBe('synced.unchanged');
    expect(await attendee()).toMatchObject({ gsid: null });

    await retry(scene.tenant, first.jobId, { callIds: [callId] });
    const again = await retriedIn(scene.tenant, first, callId);
    expect(again.of(callId).code).toBe('synced.updated');
    expect(await attendee()).toMatchObject({ gsid: expect.any(String), name: 'Late Person' });

    await retry(scene.tenant, again.jobId, { callIds: [callId] });
    const third = await retriedIn(scene.tenant, again, callId);
    expect(third.of(callId).code).toBe('synced.unchanged');
    await eventually(
      async () => {
        const told = (await readTopics(system, ['timeline.activity'])).filter(
          ({ value }) => (JSON.parse(value) as Activity | null)?.callId === callId,
        );
        expect(told.map(({ type }) => type)).toEqual(['timeline.activity-created.v1', 'timeline.activity-updated.v1']);
      },
      { timeoutMs: 20_000, intervalMs: 500, what: 'other teams to be told of the match' },
    );
  }, 60_000);

  it('not while the sync is off, which stops the running job at its next page; what waits is held, not lost (S7)', async () => {
    const scene = await setScene('off');
    const { tenant } = scene;
    const finishedOrNot = (jobId: string) => tenant.gateway.call(getJob, { params: { jobId } });
    // Lists begin with the oldest: it stands on the first page.
    const started = new Date(Date.now() - 35 * 24 * 3_600_000).toISOString();
    const callId = await scene.call({ context: [account(NOBODYS.account)], started });
    await scene.gong.suffers({
      kind: 'slow',
      delayMs: 60_000,
      path: '/v2/calls/extensive',
      afterRequests: 1,
      times: 1,
    });
    const jobId = await saveSettings(tenant, { firstRunDays: 40 });
    await eventually(async () => expect((await finishedOrNot(jobId)).counts.read).toBe(100), { timeoutMs: 20_000 });
    await off(tenant);
    const first = await syncedBy(tenant, jobId);
    expect(first.job).toMatchObject({ status: 'Stopped', reason: 'The sync was switched off.', counts: { read: 100 } });
    expect(first.of(callId).code).toBe('company.not-found');

    await expect(retry(tenant, first.jobId, { all: true })).rejects.toThrow(
      /The sync of Gong of off is off: .*sync\.off/,
    );
    await scene.bring('companies', { externalId: 'late', name: 'Late Ltd', crmAccountIds: [NOBODYS.account] });
    expect(await retriesOf(tenant)).toEqual([]);
    await saveSettings(tenant, { firstRunDays: 0 });
    await eventually(async () => expect((await activitiesOf(tenant)).has(callId)).toBe(true), { timeoutMs: 30_000 });
  }, 90_000);

  const off = ({ gateway, connectionId }: Tenant) =>
    gateway.call(saveSyncSettings, {
      ifMatch: '*',
      params: { connectionId },
      body: {
        enabled: false,
        activityTypeId: 'meeting',
        intervalHours: 4,
        lookBackDays: 3,
        firstRunDays: 40,
        matchDomains: false,
        includeNotes: true,
      },
    });

  it('with an Activity Type that was deactivated a job fails with the reason, and the next one misses nothing (S7)', async () => {
    const scene = await setScene('types');
    const { gateway, connectionId } = scene.tenant;
    const params = { connectionId };
    const type = await gateway.call(createActivityType, {
      body: { name: 'Business Review', global: true, active: true },
    });
    const before = await scene.call(onAcme);
    const first = await sync(scene.tenant, { activityTypeId: type.id });
    expect((await activitiesOf(scene.tenant)).get(before)?.activityType).toEqual({
      id: type.id,
      name: 'Business Review',
    });

    const change = (active: boolean) =>
      gateway.call(changeActivityType, {
        ifMatch: '*',
        params: { activityTypeId: type.id },
        body: { name: 'Business Review', global: true, active },
      });
    await change(false);
    const after = await scene.call(onAcme);
    const failed = await syncedBy(scene.tenant, (await gateway.call(startSync, { params })).jobId);
    expect(failed.job).toMatchObject({
      status: 'Failed',
      reason: expect.stringMatching(
        /^Nothing was read: the Activity Type Business Review is not active\. Choose an active/,
      ),
      counts: { read: 0 },
    });
    await expect(sync(scene.tenant, { activityTypeId: type.id })).rejects.toThrow(/settings\.activity-type/);

    await change(true);
    const next = await syncedBy(scene.tenant, (await gateway.call(startSync, { params })).jobId);
    expect(codesOf(next.calls)).toEqual({ [before]: 'synced.unchanged', [after]: 'synced.created' });
    expect(Date.parse(next.job.window?.from ?? '')).toBe(Date.parse(first.job.window?.to ?? '') - 3 * 24 * 3_600_000);
  }, 60_000);
});
