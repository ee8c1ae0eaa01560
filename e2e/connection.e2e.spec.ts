import { readFileSync } from 'node:fs';
import { type Activity, createApiToken, listActivities } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { authorizeAtGong, GatewayClient } from '@gong-timeline/tools';
import { logsWith, readTopics, tablesWith } from './find-traces';
import { callsOf, expectToAddUp, finished, isRefused, jobsOf, saveAndStart } from './jobs';
import { type System, startSystem, type Tenant } from './system';

type Json = ReturnType<typeof JSON.parse>;
interface Answer {
  readonly status: number;
  readonly cache: string | null;
  readonly body: Json;
}

/** A connection from its beginning to its end, and what is fetched through it when somebody looks, as people see it. */
describe('a connection to Gong', () => {
  let system: System;
  beforeAll(async () => {
    const companies = ['way-back', 'elsewhere', 'refused', 'crm', 'media'];
    system = await startSystem({
      // Several pages, where a job is to be stopped between them.
      companies: [...companies.map((key) => `${key}:20:6d:clean`), 'deleted:400:6d:clean'].join(','),
      env: {
        GONG_REQUESTS_PER_SECOND: '20',
        GONG_REQUESTS_PER_DAY: '100000',
        // A job that waits for Gong looks three times a lease whether it is to stop.
        JOB_LEASE_MS: '6000',
        LOG_LEVEL: 'debug',
      },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  const ask = async ({ token }: { token: string }, method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(new URL(path, system.stack.publicUrl), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        // Whatever stands there.
        ...(method === 'PUT' && { 'if-match': '*' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const cache = response.headers.get('cache-control');
    return { status: response.status, cache, body: text === '' ? undefined : JSON.parse(text) };
  };
  const control = async (method: string, path: string, body: object = {}): Promise<Json> => {
    const init = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${system.simulatorUrl}/simulator/${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  /** Where calls are read, so that nothing else of the system can use it up. */
  const fault = (company: string, kind: string, times = 1) =>
    control('POST', 'faults', { company, kind, times, path: '/v2/calls/extensive' });
  /** What the admin's browser does at Gong; where it is sent back to. */
  const consent = async (authorizeUrl: string, company: string, userId: string, decision = 'allow'): Promise<URL> => {
    const url = new URL(authorizeUrl);
    const form = new URLSearchParams(url.search);
    for (const [name, value] of Object.entries({ company, userId, decision })) form.set(name, value);
    const answer = await fetch(new URL(url.pathname, url), { method: 'POST', body: form, redirect: 'manual' });
    // Whom Gong does not let decide, it shows a page with a link back.
    const link = /href="([^"]*error=access_denied[^"]*)"/.exec(await answer.text())?.[1]?.replaceAll('&amp;', '&');
    return new URL(answer.headers.get('location') ?? link ?? '');
  };
  const comeBack = (by: { token: string }, { pathname, search }: URL) => ask(by, 'GET', pathname + search);
  const read = async (tenant: Tenant) =>
    (await ask(tenant, 'GET', `/api/connections/${tenant.connectionId}`)).body as Json;
  const authorizeAgain = (tenant: Tenant) => ask(tenant, 'POST', `/api/connections/${tenant.connectionId}/authorize`);
  const tokenOf = async (tenantId: string, role: 'admin' | 'member') => {
    const operator = new GatewayClient(
      system.stack.publicUrl,
      readFileSync(system.stack.operatorTokenFile, 'utf8').trim(),
    );
    return operator.call(createApiToken, { params: { tenantId }, body: { name: role, role, expiresInDays: 1 } });
  };
  const activitiesOf = async ({ gateway }: Tenant): Promise<readonly Activity[]> =>
    (await gateway.call(listActivities, { query: { limit: 200 } })).items;
  const sync = async (tenant: Tenant) => {
    const job = await finished(tenant, await saveAndStart(tenant, 10));
    expectToAddUp(job);
    return job;
  };

  it('finds its way back from a revoked grant, to its own Gong company only, losing and doubling nothing (S4)', async () => {
    const tenant = await system.connectTenant('way-back', 'way-back');
    const elsewhere = await system.connectTenant('elsewhere', 'elsewhere');
    const first = await sync(tenant);
    expect(first.counts.created).toBeGreaterThan(10);
    const before = await activitiesOf(tenant);

    await control('POST', 'companies/way-back/grant/revoke');
    const late = (await control('POST', 'companies/way-back/calls', { template: 'usual' })).id;
    const failed = await finished(tenant, await saveAndStart(tenant));
    const sentence = `Gong no longer takes the tokens of the connection "Gong of way-back": an admin has to authorize it again.`;
    expect(failed).toMatchObject({ status: 'Failed', reason: sentence });
    expect(await read(tenant)).toMatchObject({
      state: 'needs-reauthorization',
      stateReason: expect.stringMatching(/\S/),
    });

    await isRefused(tenant);

    const wrong = await consent(
      (await authorizeAgain(tenant)).body.authorizeUrl,
      'elsewhere',
      elsewhere.directory.technicalAdminId,
    );
    const refused = await comeBack(tenant, wrong);
    expect(refused).toMatchObject({ status: 409, body: { code: 'oauth.other-company' } });
    expect(refused.body.detail).toMatch(
      /companies\/way-back, and you signed in at .*companies\/elsewhere\. Nothing was/,
    );
    expect((await read(tenant)).state).toBe('needs-reauthorization');

    const signIn = { company: 'way-back', userId: tenant.directory.technicalAdminId };
    await authorizeAtGong((await authorizeAgain(tenant)).body.authorizeUrl, signIn, tenant.token);
    expect(await read(tenant)).toMatchObject({ state: 'active', stateReason: null });
    const job = await eventually(() => sync(tenant), {
      timeoutMs: 30_000,
      intervalMs: 500,
      what: 'a sync with the new grant',
    });
    expect(job.counts).toMatchObject({ created: 1, updated: 0 });
    expect(job.counts.unchanged).toBeGreaterThan(0);
    expect((await activitiesOf(tenant)).filter(({ callId }) => callId !== late)).toEqual(before);
  }, 90_000);

  it('is not half made by a refused consent, a made-up, replayed or stolen state, or a code that is none (S3)', async () => {
    const tenant = await system.connectTenant('refused', 'refused');
    const { body } = await ask(tenant, 'POST', '/api/connections', { connector: 'gong', name: 'Second' });
    const second = { ...tenant, connectionId: body.connection.connectionId as string };
    const userId = tenant.directory.technicalAdminId;
    const begin = async (decision = 'allow') =>
      consent((await authorizeAgain(second)).body.authorizeUrl, 'refused', userId, decision);

    const denied = await comeBack(tenant, await begin('deny'));
    expect(denied).toMatchObject({ status: 403, body: { code: 'oauth.refused' } });
    expect(denied.body.detail).toMatch(/refused at Gong\. Authorize again and choose Allow/);
    expect(await read(second)).toMatchObject({ state: 'pending', stateReason: denied.body.detail });
    const world = await fetch(`${system.simulatorUrl}/simulator/companies/refused/world`);
    const staff = (await world.text()).split('\n').flatMap((line): Json[] => (line === '' ? [] : [JSON.parse(line)]));
    const noAdmin = staff.find(({ type, technicalAdmin }) => type === 'staff' && technicalAdmin === false);
    const again = (await authorizeAgain(second)).body.authorizeUrl;
    expect(await comeBack(tenant, await consent(again, 'refused', noAdmin.id))).toMatchObject({
      status: 403,
      body: { code: 'oauth.refused' },
    });
    const madeUp = await begin();
    madeUp.searchParams.set('state', 'made-up');
    expect(await comeBack(tenant, madeUp)).toMatchObject({ status: 400, body: { code: 'oauth.state-invalid' } });
    const expired = await begin();
    expired.searchParams.set('code', 'expired');
    expect(await comeBack(tenant, expired)).toMatchObject({ status: 400, body: { code: 'oauth.code-invalid' } });

    const good = await begin();
    const other = await comeBack(await tokenOf('refused', 'admin'), good);
    expect(other).toMatchObject({ status: 400, body: { code: 'oauth.state-invalid' } });
    expect(other.body.detail).toContain('another admin');
    expect(await comeBack(await tokenOf('refused', 'member'), good)).toMatchObject({ status: 403 });
    expect((await read(second)).state).toBe('pending');
    expect((await ask(second, 'POST', `/api/connections/${second.connectionId}/initiate-sync`)).status).toBe(404);

    expect(await comeBack(tenant, good)).toMatchObject({ status: 200, body: { connection: { state: 'active' } } });
    const replayed = await comeBack(tenant, good);
    expect(replayed).toMatchObject({ status: 400, body: { code: 'oauth.state-invalid' } });
    expect(replayed.body.detail).toContain('works once');
  }, 60_000);

  it('imports nothing by being connected (S2), and is gone with its tokens when it is deleted: jobs stop, Activities stay (S4)', async () => {
    const tenant = await system.connectTenant('deleted', 'deleted');
    expect(await jobsOf(tenant)).toEqual([]);
    await sync(tenant);
    const before = await activitiesOf(tenant);
    expect(before.length).toBeGreaterThan(10);
    await control('POST', 'faults', { company: 'deleted', kind: 'slow', delayMs: 3_000, times: 3, path: '/v2/calls' });
    const running = await saveAndStart(tenant);
    await eventually(async () => expect((await jobsOf(tenant)).map(({ status }) => status)).toContain('Running'));
    expect((await ask(tenant, 'DELETE', `/api/connections/${tenant.connectionId}`)).status).toBe(204);

    expect(await finished(tenant, running)).toMatchObject({
      status: 'Stopped',
      reason: 'The connection "Gong of deleted" was deleted. Create a new one to connect to Gong again.',
    });
    expect(await read(tenant)).toMatchObject({ state: 'revoked', stateReason: 'Deleted by an admin.' });
    expect(await tablesWith(system, tenant.connectionId)).not.toContain('connector_auth.grants');
    expect(await authorizeAgain(tenant)).toMatchObject({ status: 409, body: { code: 'connection.not-usable' } });
    expect(await activitiesOf(tenant)).toEqual(before);
    const [activity] = before as [Activity];
    const recording = await ask(tenant, 'GET', `/api/activities/${activity.activityId}/recording`);
    expect(recording.body).toMatchObject({ code: 'recording.load-failed' });
    expect(recording.body.reasons[0]).toMatch(/connection to Gong cannot be used/);
  }, 60_000);

  it("says that HubSpot as Gong's CRM is not supported, and that another CRM than the directory's is ignored (S5)", async () => {
    const tenant = await system.connectTenant('crm', 'crm');
    const objects = [{ objectType: 'Account', objectId: '42', timing: 'Now' }];
    await control('POST', 'companies/crm/calls', { template: 'usual', context: [{ system: 'HubSpot', objects }] });
    await sync(tenant);
    const codes = async () => (await read(tenant)).notices.map(({ code }: { code: string }) => code);
    await eventually(async () => expect(await codes()).toEqual(['crm.hubspot']), { timeoutMs: 20_000 });
    expect((await read(tenant)).notices[0].message).toMatch(/^HubSpot .* is not supported: its objects are ignored/);

    const settings = { crmSystem: 'MicrosoftDynamic', crmOrganisationId: null };
    expect((await ask(tenant, 'PUT', '/api/directory/settings', settings)).status).toBe(200);
    await eventually(async () => expect(await codes()).toEqual(['crm.hubspot', 'crm.mismatch']), { timeoutMs: 20_000 });
    expect((await read(tenant)).notices[1].message).toContain(
      'Salesforce, but the CRM of the directory is MicrosoftDyn',
    );
  }, 60_000);

  describe('when somebody looks at an Activity (S13)', () => {
    let tenant: Tenant;
    let member: { token: string };
    let callId: string;
    let activity: Activity;
    beforeAll(async () => {
      tenant = await system.connectTenant('media', 'media');
      member = await tokenOf('media', 'member');
      callId = (await control('POST', 'companies/media/calls', { template: 'usual' })).id;
      await sync(tenant);
      activity = (await activitiesOf(tenant)).find((each) => each.callId === callId) as Activity;
    }, 60_000);
    const look = (what: string) => ask(member, 'GET', `/api/activities/${activity.activityId}/${what}`);
    const edit = (change: object) => control('PATCH', `companies/media/calls/${callId}`, change);

    it('gets the recording from Gong, anew each time, and keeps no address anywhere', async () => {
      const first = await look('recording');
      const second = await look('recording');
      expect(first).toMatchObject({ status: 200, cache: 'no-store' });
      expect(first.body.audioUrl).toContain('X-Amz-Signature');
      expect(second.body.audioUrl).not.toBe(first.body.audioUrl);
      expect((await fetch(second.body.videoUrl ?? second.body.audioUrl)).status).toBe(200);
      const lives = Date.parse(first.body.expiresAt) - Date.now();
      expect([lives > 7.9 * 3_600_000, lives < 8 * 3_600_000]).toEqual([true, true]);
      expect(await tablesWith(system, 'X-Amz-Signature')).toEqual([]);
      expect(logsWith(system, 'X-Amz-Signature')).toEqual([]);
      expect((await readTopics(system)).filter(({ value }) => value.includes('X-Amz-Signature'))).toEqual([]);
    }, 30_000);

    it('gets the trackers as they are at Gong now, whatever is stored', async () => {
      const tracker = { name: 'Newly said', type: 'SMART', count: 1, occurrences: [{ startTime: 7 }], phrases: [] };
      await edit({ content: { trackers: [tracker] } });
      expect(await look('trackers')).toMatchObject({
        status: 200,
        cache: 'no-store',
        body: { items: [{ name: 'Newly said', count: 1, occurrences: [7] }] },
      });
      expect(JSON.stringify(await activitiesOf(tenant))).not.toContain('Newly said');
    });

    it('is told exactly what failed, and the probable reasons, the one that was seen first; the rest stays readable', async () => {
      await fault('media', '503', 2);
      expect(await look('recording')).toMatchObject({
        status: 502,
        cache: 'no-store',
        body: {
          code: 'recording.load-failed',
          detail: 'This Video/Meeting Link has failed to load.',
          reasons: ['Gong is temporarily down.', 'The recording was deleted at Gong.'],
        },
      });
      await edit({ media: { audioUrl: null, videoUrl: null }, content: { trackers: [] } });
      expect((await look('recording')).body.reasons[0]).toBe('The recording was deleted at Gong.');
      const { status, body } = await look('trackers');
      expect([status, body.code, body.detail]).toEqual([
        502,
        'trackers.load-failed',
        'The Trackers have failed to load.',
      ]);
      expect(body.reasons).toEqual([
        'No tracked word was recognised in the call.',
        'Gong is temporarily down.',
        'The recording was deleted at Gong.',
        '"API request results" and "Separate phrases" are not selected in the settings of the tracker at Gong.',
      ]);
      expect((await ask(member, 'GET', `/api/activities/${activity.activityId}`)).body.subject).toBe(activity.subject);
    });

    it('gets nothing of a call that has turned private: it is redacted at once, by a retry (S9)', async () => {
      await control('POST', `companies/media/calls/${callId}/private`);
      const { status, body } = await look('recording');
      expect([status, body.detail]).toEqual([502, 'This Video/Meeting Link has failed to load.']);
      expect(body.reasons[0]).toBe('The call was deleted at Gong, or is private now.');
      await eventually(async () => expect((await look('recording')).status).toBe(404), {
        timeoutMs: 30_000,
        intervalMs: 250,
        what: 'the Activity to be redacted',
      });
      // The Activity and the log hear of it each by their own consumer group: either may be the first.
      await eventually(
        async () => {
          const retries = (await jobsOf(tenant)).filter(({ trigger }) => trigger === 'retry');
          expect(retries).toHaveLength(1);
          expect(await callsOf(tenant, retries[0]?.jobId ?? '')).toMatchObject([{ callId, code: 'skipped.private' }]);
        },
        { what: 'the log to tell why' },
      );
    }, 60_000);
  });
});
