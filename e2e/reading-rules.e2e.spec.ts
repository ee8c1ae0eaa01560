import { downloadJobLog, getActivity, getJob, importDirectory, saveSyncSettings } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { Workbook } from 'exceljs';
import { Client } from 'pg';
import { AtGong } from './at-gong';
import { logsWith, readTopics, tablesWith } from './find-traces';
import { activitiesOf, callsOf, finished, jobsOf, retriedIn, type Synced, saveSettings, sync } from './jobs';
import { nothingUnderWay } from './nothing-under-way';
import { type System, startSystem, type Tenant } from './system';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REQUESTS_A_DAY = 30;
/** Companies of which only what is added is there; `pages` and `busy` have pages to read. */
const EMPTY = ['waiting', 'back', 'broken', 'late', 'still', 'lost', 'window', 'nothing'];

/** What a run reads, what it keeps, and what it makes of whatever Gong does meanwhile. */
describe('reading', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      companies: [
        ...EMPTY.map((key) => `${key}:0:30d:clean`),
        'pages:250:5d:clean',
        'limited:250:5d:clean',
        `busy:${(REQUESTS_A_DAY + 5) * 100}:5d:clean`,
      ].join(','),
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: String(REQUESTS_A_DAY), LOG_LEVEL: 'debug' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  const at = (company: string) => new AtGong(system, company);
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

  describe('private calls (S9)', () => {
    it('leaves nothing of a call that turns private while it waits as failed, whether a run or a retry sees it', async () => {
      const gong = at('waiting');
      const tenant = await system.connectTenant('waiting', 'waiting');
      const [seenByRun, seenByRetry] = [await unplaced(gong, 'Axolotlberg'), await unplaced(gong, 'Wombatville')];
      const first = await sync(tenant);
      for (const callId of [seenByRun, seenByRetry]) expect(first.of(callId).code).toBe('company.not-found');
      // What waits is kept by what it waits for: the guest's address is one of those.
      const known = ['execution_log.outcomes', 'identity_resolution.wait_keys'];
      await eventually(async () => expect(await tablesWith(system, 'axolotlberg')).toEqual(known), {
        what: 'nothing but the log and the wait to know of the call',
      });

      await gong.does(seenByRun, 'private');
      const second = await sync(tenant);
      expect(second.of(seenByRun)).toMatchObject({ code: 'skipped.private', title: null, ownerName: null, url: null });
      expect(second.of(seenByRetry).code).toBe('company.not-found');
      await noTraceOf('axolotlberg', tenant, [first, second]);

      await gong.does(seenByRetry, 'private');
      await importPerson(tenant, 'guest.wombatville@buyer.example');
      const retry = await retriedIn(tenant, second, seenByRetry);
      expect(retry.job.trigger).toBe('retry');
      expect(retry.of(seenByRetry)).toMatchObject({ code: 'skipped.private', title: null });
      await noTraceOf(
        'wombatville@',
        tenant,
        [first, second, retry],
        ['identity_resolution.person_emails', 'identity_resolution.persons'],
      );
      expect((await activitiesOf(tenant)).size).toBe(0);
      expect(retry.calls.map(({ callId }) => callId)).toEqual([seenByRetry]);
    }, 60_000);

    it('syncs a call that turned public again as updated, and tells others so', async () => {
      const gong = at('back');
      const tenant = await system.connectTenant('back', 'back');
      const callId = await gong.addCall({ metaData: { title: 'There and back' } });
      const { activityId } = (await sync(tenant)).of(callId);
      await gong.does(callId, 'private');
      expect((await sync(tenant)).of(callId).code).toBe('skipped.private');
      expect((await sync(tenant)).of(callId).code).toBe('skipped.private');
      await gong.does(callId, 'public');
      expect((await sync(tenant)).of(callId)).toMatchObject({ code: 'synced.updated', activityId });

      const params = { activityId: activityId as string };
      const activity = await tenant.gateway.call(getActivity, { params });
      expect(activity.subject).toBe('There and back');
      await eventually(
        async () =>
          expect(await toldOf(callId)).toEqual(['activity-created', 'activity-retracted', 'activity-updated']),
        { timeoutMs: 20_000, intervalMs: 500, what: 'other teams to be told of the way there and back' },
      );
    }, 60_000);

    it('keeps nothing of an item that cannot be read, which may be private: neither in its outcome nor where it is looked into', async () => {
      const gong = at('broken');
      const tenant = await system.connectTenant('broken', 'broken');
      const secret = await gong.addCall({
        metaData: { title: 'Narwhalton', isPrivate: true, started: ago(HOUR_MS), duration: 'long' },
      });
      const open = await gong.addCall({ metaData: { title: 'Okapigrad', duration: 'long' } });
      const { of } = await sync(tenant);
      expect(of(secret).code).toBe('skipped.private');
      expect(of(open)).toMatchObject({ code: 'internal.error', title: null, ownerName: null });
      expect(of(open).message).toMatch(/metaData\.duration/);
      for (const word of ['narwhalton', 'okapigrad']) await noTraceOf(word, tenant, []);
    }, 60_000);
  });

  describe('the window, and what changes at Gong (S10)', () => {
    it('reads a call that appears late with its old start within the look-back, and one beyond it when the look-back reaches it', async () => {
      const gong = at('late');
      const tenant = await system.connectTenant('late', 'late');
      const [near, far] = [await hidden(gong, 20 * HOUR_MS), await hidden(gong, 5 * DAY_MS)];
      expect((await sync(tenant)).job.counts.read).toBe(0);
      for (const callId of [near, far]) await gong.does(callId, 'appear');
      const next = await sync(tenant, { lookBackDays: 1 });
      expect(next.of(near).code).toBe('synced.created');
      expect(next.job.counts.read).toBe(1);
      const widened = await sync(tenant, { lookBackDays: 6 });
      expect(widened.of(far).code).toBe('synced.created');
      expect(widened.of(near).code).toBe('synced.unchanged');
    }, 60_000);

    it('writes and publishes nothing for an unchanged call, also when only the directory has changed', async () => {
      const gong = at('still');
      const tenant = await system.connectTenant('still', 'still');
      const callId = await gong.addCall({ metaData: { title: 'As it was' } });
      await sync(tenant);
      await nothingUnderWay(system);
      const before = {
        activities: await activitiesOf(tenant),
        rows: await activityRows('still'),
        told: await toldOf(callId),
      };
      expect(before.told).toEqual(['activity-created']);

      // All that S12 does not show, and the same people in another order.
      const { parties } = await gong.callShown(callId);
      await gong.replace(callId, { parties: [...parties].reverse(), interaction: { questions: { companyCount: 9 } } });
      for (const kind of ['companies', 'persons', 'users'] as const) {
        const renamed = tenant.directory[kind].map((row) => ({ ...row, name: `${row.name} Renamed` }));
        await tenant.gateway.call(importDirectory, { params: { kind }, stream: jsonLines(renamed) });
      }
      const { job, of } = await sync(tenant);
      expect(of(callId).code).toBe('synced.unchanged');
      expect(job).toMatchObject({ status: 'Success', counts: { read: 1, unchanged: 1 } });
      expect(await activitiesOf(tenant)).toEqual(before.activities);
      expect(await activityRows('still')).toEqual(before.rows);
      await nothingUnderWay(system);
      expect(await toldOf(callId)).toEqual(before.told);
    }, 60_000);

    it('keeps the Activity of a call that can no longer be placed, with the failure as outcome, until it can again', async () => {
      const gong = at('lost');
      const tenant = await system.connectTenant('lost', 'lost');
      const callId = await gong.addCall({ metaData: { title: 'Placed once' } });
      const { activityId } = (await sync(tenant)).of(callId);
      const before = await activitiesOf(tenant);
      const { context } = (await gong.callShown(callId)) as unknown as { context: unknown };

      await gong.replace(callId, { context: [], parties: [] });
      for (const code of ['company.no-data', 'company.no-data']) {
        expect((await sync(tenant)).of(callId)).toMatchObject({ code, activityId: null });
        expect(await activitiesOf(tenant)).toEqual(before);
      }
      await gong.replace(callId, { context });
      expect((await sync(tenant)).of(callId)).toMatchObject({ code: 'synced.updated', activityId });
      expect((await activitiesOf(tenant)).get(callId)?.attendees).toEqual({ internal: [], external: [] });
      await nothingUnderWay(system);
      expect(await toldOf(callId)).toEqual(['activity-created', 'activity-updated']);
    }, 60_000);

    it('reaches back by the first run as far as was chosen: not at all with 0, a year with 365', async () => {
      const gong = at('window');
      const [yearOld, older] = [await started(gong, 364.9 * DAY_MS), await started(gong, 365.1 * DAY_MS)];
      const before = await started(gong, 60_000);
      const tenants = [await system.connectTenant('from-now', 'window'), await system.connectTenant('year', 'window')];
      const after = await started(gong, -500);
      const [fromNow, year] = tenants as [Tenant, Tenant];
      const none = await eventually(
        async () => {
          const run = await sync(fromNow, { firstRunDays: 0 });
          expect(run.calls.map(({ callId }) => callId)).toEqual([after]);
          return run;
        },
        { timeoutMs: 20_000, intervalMs: 500, what: 'the call that starts after connecting to be read, and no other' },
      );
      expect(none.of(after).code).toBe('synced.created');
      // Nor does the look-back of a later run.
      expect((await sync(fromNow, { firstRunDays: 0, lookBackDays: 30 })).calls).toHaveLength(1);

      const read = (await sync(year, { firstRunDays: 365 })).calls.map(({ callId }) => callId);
      expect(read).toEqual(expect.arrayContaining([yearOld, before, after]));
      expect(read).not.toContain(older);
    }, 60_000);
  });

  describe('what Gong does in mid-read (S11)', () => {
    it('says Success of a company without calls, although Gong answers 404', async () => {
      const tenant = await system.connectTenant('nothing', 'nothing');
      const { job } = await sync(tenant);
      expect(job).toMatchObject({ status: 'Success', reason: null, counts: { read: 0 } });
    }, 60_000);

    it('counts each call once: one shown on two pages, one of a window read again since the cursor ran out; one that vanishes ends nothing', async () => {
      const gong = at('pages');
      const tenant = await system.connectTenant('pages', 'pages');
      const first = await sync(tenant, { firstRunDays: 10 });
      expect(first.job.counts.read).toBe(250);
      const inOrder = [...first.calls].sort((one, other) => ((one.startedAt ?? '') < (other.startedAt ?? '') ? -1 : 1));
      const placed = inOrder.filter(({ startedAt }) => startedAt !== null).map(({ callId }) => callId);
      const [shownTwice, vanishing] = [placed[3] as string, placed.at(-3) as string];

      await gong.does(shownTwice, 'repeat');
      await gong.does(vanishing, 'vanish', { afterPages: 2 });
      const second = await sync(tenant, { lookBackDays: 10 });
      expect(second.job).toMatchObject({ status: 'Success', counts: { read: 249, created: 0, updated: 0 } });
      expect(new Set(second.calls.map(({ callId }) => callId)).size).toBe(249);
      expect((await activitiesOf(tenant)).has(vanishing)).toBe(true);

      await gong.suffers({ kind: 'cursor-expired', path: '/v2/calls' });
      const third = await sync(tenant, { lookBackDays: 10 });
      expect(third.job).toMatchObject({ status: 'Success', counts: { read: 249, created: 0, updated: 0 } });
    }, 60_000);

    it('waits as long as Gong asks, and says until when; so does everybody who reads the same Gong company', async () => {
      const gong = at('limited');
      const tenants = [
        await system.connectTenant('limited', 'limited'),
        await system.connectTenant('other', 'limited'),
      ];
      const [asked, other] = tenants as [Tenant, Tenant];
      await gong.suffers({ kind: '429', path: '/v2/calls', afterRequests: 1, retryAfterSeconds: 7200 });
      const jobId = await saveSettings(asked, {});
      const until = await waiting(asked, jobId, /^waiting for Gong until (.*) UTC: Gong asked us to wait$/);
      expect(Math.abs(until - (Date.now() + 2 * HOUR_MS))).toBeLessThan(2 * 60_000);
      expect((await asked.gateway.call(getJob, { params: { jobId } })).counts.read).toBe(100);

      const requests = await gong.requests();
      const held = await saveSettings(other, {});
      // Said to the minute, by two clocks that differ by milliseconds.
      const heldUntil = await waiting(other, held, /until (.*) UTC: Gong asked us to wait$/);
      expect(Math.abs(heldUntil - until)).toBeLessThanOrEqual(60_000);
      expect(await gong.requests()).toBe(requests);

      // What it has read stands, and it can be stopped while it waits.
      await switchOff(asked);
      const stopped = await finished(asked, jobId);
      expect(stopped).toMatchObject({ status: 'Stopped', counts: { read: 100 } });
      expect((await activitiesOf(asked)).size).toBe(stopped.counts.created);
      expect(await gong.requests()).toBe(requests);
    }, 60_000);

    it('keeps the daily quota of a Gong company over tenants and connections, and says until when it waits', async () => {
      const gong = at('busy');
      const tenants = [await system.connectTenant('busy', 'busy'), await system.connectTenant('busy-too', 'busy')];
      const [one, two] = tenants as [Tenant, Tenant];
      const usedUp = /^waiting for Gong until (.*) UTC: The daily quota of requests to Gong is used up$/;
      const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
      const until = await waiting(one, await saveSettings(one, {}), usedUp);
      expect(until).toBe(midnight);
      expect(await gong.requests()).toBe(REQUESTS_A_DAY);
      const [job] = await jobsOf(one);
      expect(job?.counts.read).toBe((REQUESTS_A_DAY - 1) * 100);
      expect(await waiting(two, await saveSettings(two, {}), usedUp)).toBe(until);
      expect(await gong.requests()).toBe(REQUESTS_A_DAY);
    }, 60_000);
  });

  /** A call whose company nobody knows, with the word wherever people's words can be. */
  function unplaced(gong: AtGong, word: string): Promise<string> {
    const guest = { name: `Guest ${word}`, emailAddress: `guest.${word}@buyer.example`, affiliation: 'External' };
    const content = { brief: `All about ${word}.`, keyPoints: [{ text: word }] };
    return gong.addCall({ metaData: { title: `${word} kick-off` }, context: [], parties: [guest], content });
  }

  const started = (gong: AtGong, agoMs: number) => gong.addCall({ metaData: { started: ago(agoMs) } });

  async function hidden(gong: AtGong, agoMs: number): Promise<string> {
    const callId = await started(gong, agoMs);
    await gong.does(callId, 'hide');
    return callId;
  }

  function importPerson(tenant: Tenant, email: string): Promise<unknown> {
    const companyExternalIds = [tenant.directory.companies[0]?.externalId ?? ''];
    const row = { externalId: 'new-guest', name: 'New Guest', emails: [email], companyExternalIds };
    return tenant.gateway.call(importDirectory, { params: { kind: 'persons' }, stream: jsonLines([row]) });
  }

  /** In no table (but those that may know the word otherwise), no log file, and none of the jobs' workbooks. */
  async function noTraceOf(word: string, tenant: Tenant, jobs: readonly Synced[], but: readonly string[] = []) {
    await eventually(
      async () => expect((await tablesWith(system, word)).filter((table) => !but.includes(table))).toEqual([]),
      { what: `every table to be without ${word}` },
    );
    expect(logsWith(system, word)).toEqual([]);
    for (const { jobId } of jobs) {
      expect((await workbookText(tenant, jobId)).toLowerCase()).not.toContain(word);
      expect(JSON.stringify(await callsOf(tenant, jobId)).toLowerCase()).not.toContain(word);
    }
  }

  async function workbookText({ gateway }: Tenant, jobId: string): Promise<string> {
    const answer = await gateway.send(downloadJobLog, { params: { jobId } });
    const workbook = new Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const cells: string[] = [];
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) => row.eachCell((cell) => cells.push(String(cell.value))));
    }
    expect(cells).toContain(jobId);
    return cells.join('\n');
  }

  /** What other teams were told of a call, in order. */
  async function toldOf(callId: string): Promise<string[]> {
    const messages = await readTopics(system, ['timeline.activity']);
    return messages
      .filter(({ value }) => (JSON.parse(value) as { callId: string } | null)?.callId === callId)
      .map(({ type }) => type.replace(/^timeline\.|\.v1$/g, ''));
  }

  /** Rows as the database holds them: one that was written again has another `xmin`. */
  async function activityRows(tenantId: string): Promise<object[]> {
    const client = new Client({ connectionString: system.stack.servers.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<object>(
        'SELECT xmin::text, * FROM timeline_writer.activities WHERE tenant_id = $1',
        [tenantId],
      );
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Until the job says that it waits; answers until when. */
  function waiting({ gateway }: Tenant, jobId: string, words: RegExp): Promise<number> {
    return eventually(
      async () => {
        const { step, status } = await gateway.call(getJob, { params: { jobId } });
        expect(status).toBe('Running');
        expect(step).toMatch(words);
        return Date.parse(`${words.exec(step ?? '')?.[1]?.replace(' ', 'T')}Z`);
      },
      { timeoutMs: 20_000, intervalMs: 200, what: 'the job to say until when it waits' },
    );
  }

  async function switchOff({ gateway, connectionId }: Tenant): Promise<void> {
    await gateway.call(saveSyncSettings, {
      ifMatch: '*',
      params: { connectionId },
      body: {
        enabled: false,
        activityTypeId: 'meeting',
        intervalHours: 4,
        lookBackDays: 3,
        firstRunDays: 95,
        matchDomains: false,
        includeNotes: true,
      },
    });
  }
});

const jsonLines = (rows: readonly object[]) => ({
  contentType: 'application/x-ndjson',
  body: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
});
