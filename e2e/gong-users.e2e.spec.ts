import {
  getActivity,
  type Job,
  type JobCall,
  type ListedGongUser,
  listGongUsers,
  listSuggestedUsers,
  listUsers,
  mapGongUser,
  removeGongUserMapping,
  type SyncSettingsInput,
  saveSyncSettings,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { callsOf, expectToAddUp, finished, jobsOf } from './jobs';
import { type System, startSystem, type Tenant } from './system';

/** Administration > Users and Permission > User Management, and what it does to the calls that wait. */
describe("Gong's users, their Status and their mapping (S17, S25-S28)", () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      // A company each, so that no sentence depends on another.
      companies: ['conflict', 'everybody', 'nameless'].map((key) => `${key}:20:6d:clean`).join(','),
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('lets an admin decide a conflict: what waited syncs by itself, later changes count for later calls', async () => {
    const tenant = await system.connectTenant('conflict', 'conflict', (directory) => ({
      ...directory,
      users: directory.users.flatMap((user) => [user, { ...user, externalId: `${user.externalId}-2`, name: 'Second' }]),
    }));
    const { gateway, connectionId } = tenant;
    const first = await sync(tenant);
    const waited = first.calls.filter(({ code }) => code === 'author.conflict');
    expect(waited.length).toBeGreaterThan(1);

    const inConflict = await eventually(
      async () => {
        const items = await gongUsers(tenant, 'Conflict');
        expect(items.reduce((sum, item) => sum + item.waitingCalls, 0)).toBe(waited.length);
        return items;
      },
      { what: 'every call that waits to be counted with its Gong user' },
    );
    const host = inConflict.find(({ waitingCalls }) => waitingCalls > 0) as ListedGongUser;
    const params = { connectionId, gongUserId: host.gongUserId };
    const { items: suggested } = await gateway.call(listSuggestedUsers, { params });
    expect(suggested).toHaveLength(2);
    expect(suggested).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Second', active: true })]));
    const second = suggested.find(({ name }) => name === 'Second')?.gsid ?? '';
    const other = suggested.find(({ name }) => name !== 'Second')?.gsid ?? '';

    const mapped = await gateway.call(mapGongUser, { params, body: { userGsid: second } });
    expect(mapped).toMatchObject({ status: 'Mapped', how: 'by-hand', user: { gsid: second }, waitingCalls: 0 });
    const retry = await onlyRetry(tenant);
    expectToAddUp(retry);
    const retried = await callsOf(tenant, retry.jobId);
    expect(retried.map(({ code }) => code)).toEqual(Array.from({ length: host.waitingCalls }, () => 'synced.created'));
    await eventually(
      async () => {
        const marked = (await callsOf(tenant, first.job.jobId)).filter(({ retriedBy }) => retriedBy !== null);
        expect(marked.map(({ callId, code, retriedBy }) => [callId, code, retriedBy]).sort()).toEqual(
          retried.map(({ callId }) => [callId, 'author.conflict', retry.jobId]).sort(),
        );
      },
      { what: 'the first outcomes to be marked retried' },
    );
    const [call] = retried as [JobCall];
    expect((await activityOf(tenant, call)).author.gsid).toBe(second);

    await gateway.call(mapGongUser, { ifMatch: mapped.etag, params, body: { userGsid: other } });
    expect((await outcomeOf(tenant, call)).code).toBe('synced.unchanged');
    expect((await activityOf(tenant, call)).author.gsid).toBe(second);
    await control('PATCH', `conflict/calls/${call.callId}`, { metaData: { title: 'Edited once' } });
    expect((await outcomeOf(tenant, call)).code).toBe('synced.updated');
    expect((await activityOf(tenant, call)).author.gsid).toBe(other);

    await gateway.call(removeGongUserMapping, { ifMatch: '*', params });
    expect((await gongUsers(tenant, 'Conflict')).map(({ gongUserId }) => gongUserId)).toContain(host.gongUserId);
    await control('PATCH', `conflict/calls/${call.callId}`, { metaData: { title: 'Edited twice' } });
    expect((await outcomeOf(tenant, call)).code).toBe('author.conflict');
    expect(await activityOf(tenant, call)).toMatchObject({ subject: 'Edited once', author: { gsid: other } });
  }, 90_000);

  it('creates a User for every active Gong user, once, when an admin wants that (S27)', async () => {
    await control('POST', 'everybody/users', {
      firstName: 'Left',
      emailAddress: 'left@everybody.example',
      active: false,
    });
    const tenant = await system.connectTenant('everybody', 'everybody', (directory) => ({
      ...directory,
      users: [{ externalId: 'other', name: 'Other', email: 'other@else.example', licence: 'Full' }],
    }));
    await sync(tenant, { createUsersFor: 'every-active-gong-user' });
    const items = await eventually(
      async () => {
        const { items: listed, counts } = await tenant.gateway.call(listGongUsers, {
          params: { connectionId: tenant.connectionId },
          query: { limit: 200 },
        });
        expect(counts).toEqual({ Mapped: 0, Created: listed.length - 1, Conflict: 0, Inactive: 0, 'Not mapped': 1 });
        return listed;
      },
      { timeoutMs: 20_000, what: 'a User for everybody' },
    );
    expect(items.find(({ status }) => status === 'Not mapped')).toMatchObject({ name: 'Left', activeAtGong: false });
    const { items: users } = await tenant.gateway.call(listUsers, { query: { limit: 200 } });
    expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
    expect(users.filter(({ licence }) => licence === 'Internal Collaborator')).toHaveLength(items.length - 1);

    await sync(tenant, { createUsersFor: 'every-active-gong-user' });
    expect((await tenant.gateway.call(listUsers, { query: { limit: 200 } })).items).toHaveLength(users.length);
  }, 60_000);

  it('tries a call again whose owner had no e-mail, once Gong has one, also when no run reads that call any more', async () => {
    const tenant = await system.connectTenant('nameless', 'nameless');
    const { id } = await control('POST', 'nameless/users', { firstName: 'No', lastName: 'Mail', emailAddress: null });
    const tenDaysAgo = new Date(Date.now() - 10 * 24 * 3_600_000).toISOString();
    const added = await control('POST', 'nameless/calls', {
      template: 'usual',
      metaData: { primaryUserId: id, started: tenDaysAgo },
    });
    const first = await sync(tenant);
    expect(first.calls.find(({ callId }) => callId === added.id)).toMatchObject({ code: 'author.unknown' });

    const [colleague] = tenant.directory.users;
    await control('PATCH', `nameless/users/${id}`, { emailAddress: colleague?.email });
    const next = await sync(tenant);
    expect(next.calls.map(({ callId }) => callId)).not.toContain(added.id);
    const retry = await onlyRetry(tenant);
    expect(await callsOf(tenant, retry.jobId)).toMatchObject([{ callId: added.id, code: 'synced.created' }]);
  }, 60_000);

  async function sync(tenant: Tenant, settings: Partial<SyncSettingsInput> = {}) {
    const { job } = await tenant.gateway.call(saveSyncSettings, {
      ifMatch: '*',
      params: { connectionId: tenant.connectionId },
      body: {
        enabled: true,
        activityTypeId: 'meeting',
        intervalHours: 24,
        lookBackDays: 7,
        firstRunDays: 30,
        matchDomains: false,
        includeNotes: true,
        ...settings,
      },
    });
    const done = await finished(tenant, job?.jobId ?? '');
    expectToAddUp(done);
    return { job: done, calls: await callsOf(tenant, done.jobId) };
  }

  const outcomeOf = async (tenant: Tenant, { callId }: JobCall): Promise<JobCall> => {
    const { calls } = await sync(tenant);
    return calls.find((each) => each.callId === callId) as JobCall;
  };

  const activityOf = (tenant: Tenant, { activityId }: JobCall) =>
    tenant.gateway.call(getActivity, { params: { activityId: activityId ?? '' } });

  const gongUsers = async (tenant: Tenant, status: ListedGongUser['status']): Promise<ListedGongUser[]> => {
    const params = { connectionId: tenant.connectionId };
    return (await tenant.gateway.call(listGongUsers, { params, query: { status, limit: 200 } })).items;
  };

  /** What made it comes once: not for calls that wait, and not a second time. */
  const onlyRetry = (tenant: Tenant): Promise<Job> =>
    eventually(
      async () => {
        const retries = (await jobsOf(tenant)).filter(({ trigger }) => trigger === 'retry');
        expect(retries).toHaveLength(1);
        expect(retries[0]?.status).not.toBe('Running');
        return retries[0] as Job;
      },
      { timeoutMs: 30_000, intervalMs: 300, what: 'the one retry to finish' },
    );

  async function control(method: string, path: string, body: object): Promise<{ readonly id: string }> {
    const answer = await fetch(`${system.simulatorUrl}/simulator/companies/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { readonly id: string };
  }
});
