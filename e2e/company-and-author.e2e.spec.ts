import {
  type Activity,
  importDirectory,
  listSuggestedUsers,
  listUsers,
  mapGongUser,
  saveDirectorySettings,
} from '@gong-timeline/contracts';
import type { Licence } from '@gong-timeline/domain';
import { AtGong, type CallBlocks } from './at-gong';
import { AUTHOR_CALLS, account, COMPANY_CALLS, contact, DOMAIN_CALLS, FULL, guest, IC, TITLES } from './calls-by-rule';
import { activitiesOf, retriedIn, type Synced, sync } from './jobs';
import { CRM_ID, ownDirectory, userRow } from './own-directory';
import { type System, startSystem, type Tenant } from './system';

const bare: CallBlocks = { context: [], parties: [], content: {} };

describe('company, author and people, by calls of one Gong company', () => {
  const companyCalls = new Map<string, string>();
  const domainCalls = new Map<string, string>();
  const authorCalls = new Map<string, string>();
  let system: System;
  let gong: AtGong;
  let tenant: Tenant;
  let first: Synced;
  let activities: ReadonlyMap<string, Activity>;

  beforeAll(async () => {
    system = await startSystem({
      companies: 'rules:0:30d:clean,hub:0:30d:clean',
      env: { GONG_REQUESTS_PER_SECOND: '20' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0' },
    });
    gong = new AtGong(system, 'rules');
    const users = Object.keys(AUTHOR_CALLS).flatMap((name, at) => usersOf(name, at));
    const more = [userRow('host', 0, FULL), userRow('partner', 0, 'Partner'), userRow('aide', 0, 'Viewer')];
    tenant = await system.connectTenant('rules', 'rules', ownDirectory([...users, ...more]));
    await gongUser('host', { emailAddress: ' Host@Vendor.example ' });
    await gongUser('aide', { emailAddress: null, emailAliases: ['AIDE@vendor.example'] });
    for (const [name, [blocks]] of Object.entries(COMPANY_CALLS)) companyCalls.set(name, await call(blocks));
    for (const [name, [email]] of Object.entries(DOMAIN_CALLS)) {
      domainCalls.set(name, await call({ parties: [guest(email)] }));
    }
    for (const [at, name] of Object.keys(AUTHOR_CALLS).entries()) {
      authorCalls.set(name, await callOf((await gongUser(`owner-${at}`)).id));
    }
    await others();
    first = await sync(tenant);
    activities = await activitiesOf(tenant);
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  describe('the company (S5, S11, S14, S15)', () => {
    it.each(Object.entries(COMPANY_CALLS))('%s', (name, [, becomes]) => {
      const callId = companyCalls.get(name) as string;
      if (becomes.startsWith('company.')) expect(first.of(callId)).toMatchObject({ code: becomes, companyName: null });
      else expect([first.of(callId).message, companyOf(callId)]).toEqual([expect.anything(), `Company ${becomes}`]);
    });

    it.each([
      ['S15: nothing at all', 'Account and Contact data not found for Company Resolution.', []],
      ['S15: an e-mail that nobody knows', 'CompanyId and Attendees information not present.', []],
      ['S15: two Accounts', 'Unique GSID not found.', ['Company acme', 'Company globex']],
    ])('%s: in these words, with its candidates', (name, message, candidates) => {
      const outcome = first.of(companyCalls.get(name) as string);
      expect(outcome.message).toBe(message);
      expect(outcome.candidates.map((candidate) => candidate.name).sort()).toEqual(candidates);
    });
  });

  describe('the Author (S18, S19, S20, S21, S22, S25)', () => {
    it.each(Object.entries(AUTHOR_CALLS))('%s', (name, [, becomes]) => {
      const callId = authorCalls.get(name) as string;
      if (typeof becomes === 'string') expect(first.of(callId).code).toBe(becomes);
      else expect(activities.get(callId)?.author.name).toBe(`User owner-${indexOf(name)} ${becomes}`);
    });
  });

  it('S18: says in these words who is inactive', () => {
    const { message } = first.of(authorCalls.get('S18: all inactive') as string);
    expect(message).toMatch(
      /^Call organiser is inactive in Gainsight\. Name: Owner Owner-0, Email: owner-0@vendor\.example, Gong userId: \d+$/,
    );
  });

  it('S23: creates an Internal Collaborator beside users of external kinds, who is the Author at once', async () => {
    expect(activities.get(special.partner as string)?.author.name).toBe('Owner Partner');
    const { items } = await tenant.gateway.call(listUsers, { query: { search: 'partner@vendor.example' } });
    expect(items.map(({ licence }) => licence).sort()).toEqual([IC, 'Partner']);
  });

  it('S24: fails in these words, creates one User, syncs the call by a retry, and the later calls of this owner at once', async () => {
    const failed = [special.newcomer1, special.newcomer2].map((callId) => first.of(callId as string));
    expect(failed.map(({ code }) => code).sort()).toEqual(['author.not-present', 'synced.created']);
    const [waited] = failed.filter(({ code }) => code === 'author.not-present');
    expect(waited?.message).toMatch(
      /^Activity Author Owner Newcomer EmailId newcomer@vendor\.example GongId \d+ not present in Gainsight\. Sync re-try will happen once the system creates a user with an IC license type\.$/,
    );
    const retry = await retriedIn(tenant, first, waited?.callId as string);
    expect(retry.of(waited?.callId as string).code).toBe('synced.created');
    const { items } = await tenant.gateway.call(listUsers, { query: { search: 'newcomer@vendor.example' } });
    expect(items).toEqual([expect.objectContaining({ licence: IC, active: true })]);
  }, 60_000);

  it('creates no User for a call that was stopped before its author (S24)', async () => {
    expect(first.of(special.stopped as string).code).toBe('company.no-data');
    expect((await tenant.gateway.call(listUsers, { query: { search: 'stopped@vendor.example' } })).items).toEqual([]);
  });

  it.each(['nobody', 'stranger', 'avatar', 'addressless'])(
    'S26: fails for an owner who is %s, with the reason',
    (who) => {
      const reasons: Record<string, RegExp> = { nobody: /has no owner/, addressless: /has no e-mail address/ };
      expect(first.of(special[who] as string)).toMatchObject({
        code: 'author.unknown',
        message: expect.stringMatching(reasons[who] ?? /not in Gong's user list/),
      });
    },
  );

  it('S16: brings Users and Persons together with who was there, each once, and keeps who matches nobody', () => {
    const activity = activities.get(special.people as string) as Activity;
    const names = (side: Activity['attendees']['internal']) =>
      side.map(({ name, emailAddress }) => [name, emailAddress]);
    expect(activity.company.name).toBe('Company acme');
    expect(names(activity.attendees.internal)).toEqual([
      ['User host 0', 'host@vendor.example'],
      ['User aide 0', 'aide@vendor.example'],
      ['Colleague Unheard-of', 'unheard@vendor.example'],
    ]);
    expect(names(activity.attendees.external)).toEqual([
      ['Person ann', 'Ann@Acme.example'],
      ['Person dup-2', 'dup@people.example'],
      ['Same Name', null],
      ['Same Name', null],
      ['Unknown Party', 'unknown@party.example'],
    ]);
    expect([...activity.attendees.internal, ...activity.attendees.external].map(({ gsid }) => gsid === null)).toEqual([
      ...[false, false, true],
      ...[false, false, true, true, true],
    ]);
    // Nor is the Author added where he was not.
    expect(activities.get(companyCalls.get('S14: a Contact alone') as string)?.attendees.internal).toEqual([]);
  });

  describe('the subject (S12)', () => {
    it.each(Object.entries(TITLES))('%s', (name, [, subject]) => {
      expect(first.of(titled[name] as string).code).toBe('synced.created');
      expect(activities.get(titled[name] as string)?.subject).toBe(subject ?? `Gong call on ${localDay}`);
    });
  });

  it.each(Object.keys(DOMAIN_CALLS))('%s: not while the setting is off (S14)', (name) => {
    expect(first.of(domainCalls.get(name) as string).code).toBe('company.not-found');
  });

  describe('with domains on, in the next run (S14)', () => {
    let second: Synced;
    beforeAll(async () => {
      second = await sync(tenant, { matchDomains: true });
      activities = await activitiesOf(tenant);
    }, 60_000);

    it.each(Object.entries(DOMAIN_CALLS))('%s', (name, [, becomes]) => {
      const callId = domainCalls.get(name) as string;
      if (becomes.startsWith('company.')) expect(second.of(callId).code).toBe(becomes);
      else expect(companyOf(callId)).toBe(`Company ${becomes}`);
    });

    it('leaves what is on the Timeline alone, and gives what failed before a true outcome again (S10)', () => {
      expect(second.job.counts).toMatchObject({ updated: 0 });
      expect(second.of(companyCalls.get('S14: child and parent') as string).code).toBe('synced.unchanged');
      expect(second.of(companyCalls.get('S15: nothing at all') as string).code).toBe('company.no-data');
    });
  });

  it('S25, S28: syncs the call that waited once the directory decides, by a retry of its own', async () => {
    const name = 'S25: decided by the directory';
    const callId = authorCalls.get(name) as string;
    const second = await sync(tenant);
    expect(second.of(callId).code).toBe('author.conflict');
    const key = `owner-${indexOf(name)}`;
    await importUsers([userRow(key, 0, FULL, false)]);
    const retry = await retriedIn(tenant, second, callId);
    expect(retry.of(callId).code).toBe('synced.created');
    expect((await activitiesOf(tenant)).get(callId)?.author.name).toBe(`User ${key} 1`);
  }, 60_000);

  it('S17, S25: syncs the call that waited once an admin decides; his choice then holds whatever the rules say', async () => {
    const name = 'S25: decided by an admin';
    const callId = authorCalls.get(name) as string;
    const second = await sync(tenant);
    expect(second.of(callId).code).toBe('author.conflict');
    const params = { connectionId: tenant.connectionId, gongUserId: gongUsers.get(`owner-${indexOf(name)}`) as string };
    const { items } = await tenant.gateway.call(listSuggestedUsers, { params });
    const chosen = items.find((user) => user.externalId === `owner-${indexOf(name)}-1`);
    await tenant.gateway.call(mapGongUser, { params, body: { userGsid: chosen?.gsid as string } });
    const retry = await retriedIn(tenant, second, callId);
    expect(retry.of(callId).code).toBe('synced.created');
    expect((await activitiesOf(tenant)).get(callId)?.author.gsid).toBe(chosen?.gsid);
  }, 60_000);

  it('S5: takes no object of HubSpot where HubSpot is the CRM of the tenant', async () => {
    const hub = new AtGong(system, 'hub');
    const other = await system.connectTenant('hub', 'hub', ownDirectory([userRow('host', 0, FULL)]));
    await other.gateway.call(saveDirectorySettings, {
      ifMatch: '*',
      body: { crmSystem: 'HubSpot', crmOrganisationId: null },
    });
    const owner = await hub.addUser({ emailAddress: 'host@vendor.example', firstName: 'Ho', lastName: 'St' });
    const metaData = { primaryUserId: owner.id };
    const context = [account(CRM_ID.acme, { system: 'HubSpot' })];
    const alone = await hub.addCall({ ...bare, metaData, context });
    const beside = await hub.addCall({ ...bare, metaData, context, parties: [guest('gus@globex.example')] });
    const { of } = await sync(other);
    expect(of(alone).code).toBe('company.no-data');
    expect(of(beside)).toMatchObject({ code: 'synced.created', companyName: 'Company globex' });
  }, 60_000);

  const special: Record<string, string> = {};
  /** An hour ago, in an offset in which it is another day than in UTC. */
  const offsetHours = new Date(Date.now() - 3_600_000).getUTCHours() < 12 ? -12 : 14;
  const local = new Date(Date.now() + (offsetHours - 1) * 3_600_000).toISOString().slice(0, 19);
  const started = `${local}${offsetHours < 0 ? '-12:00' : '+14:00'}`;
  const localDay = local.slice(0, 10);
  const titled: Record<string, string> = {};
  const gongUsers = new Map<string, string>();
  const companyOf = (callId: string) => activities.get(callId)?.company.name;
  const indexOf = (name: string) => Object.keys(AUTHOR_CALLS).indexOf(name);

  const usersOf = (name: string, at: number) =>
    (AUTHOR_CALLS[name]?.[0] ?? []).map((licence, nth) =>
      userRow(`owner-${at}`, nth, licence.replace(/^-/, '') as Licence, !licence.startsWith('-')),
    );

  async function gongUser(key: string, over: object = {}): Promise<{ id: string }> {
    const lastName = key.replace(/^./, (letter) => letter.toUpperCase());
    const user = await gong.addUser({ emailAddress: `${key}@vendor.example`, firstName: 'Owner', lastName, ...over });
    gongUsers.set(key, user.id);
    return user;
  }

  /** Of the host, unless the blocks name another owner. */
  const call = (blocks: CallBlocks): Promise<string> =>
    gong.addCall({ ...bare, ...blocks, metaData: { primaryUserId: gongUsers.get('host'), ...blocks.metaData } });

  const callOf = (primaryUserId: string | null, blocks: CallBlocks = { context: [account(CRM_ID.acme)] }) =>
    call({ ...blocks, metaData: { primaryUserId } });

  async function others(): Promise<void> {
    special.partner = await callOf((await gongUser('partner')).id);
    const newcomer = await gongUser('newcomer');
    special.newcomer1 = await callOf(newcomer.id);
    special.newcomer2 = await callOf(newcomer.id);
    special.stopped = await callOf((await gongUser('stopped')).id, {});
    special.nobody = await callOf(null);
    special.stranger = await callOf('99999999999999999999');
    special.avatar = await callOf((await gongUser('avatar', { avatar: true })).id);
    special.addressless = await callOf((await gongUser('addressless', { emailAddress: null })).id);
    special.people = await call({ context: [account(CRM_ID.acme)], parties: peopleOf() });
    for (const [name, [title]] of Object.entries(TITLES)) {
      titled[name] = await call({ context: [account(CRM_ID.acme)], metaData: { title, started } });
    }
  }

  function peopleOf(): object[] {
    const [host, aide] = [gongUsers.get('host'), gongUsers.get('aide')];
    return [
      { name: 'Host at Gong', userId: host, affiliation: 'External', emailAddress: 'host@vendor.example' },
      { name: 'Guest Ann', emailAddress: 'Ann@Acme.example', affiliation: 'External' },
      { name: 'Aide at Gong', userId: aide, affiliation: 'Unknown' },
      { name: 'Dup', emailAddress: 'dup@people.example', affiliation: 'External' },
      { name: 'Colleague Unheard-of', emailAddress: ' unheard@vendor.example ', affiliation: 'Internal' },
      { name: 'Ann Again', affiliation: 'External', context: [contact(CRM_ID.ann)] },
      { name: 'Same Name', affiliation: 'External' },
      { name: 'Same Name', affiliation: 'External' },
      { name: 'Unknown Party', emailAddress: 'unknown@party.example' },
      { name: 'By his alias', emailAddress: 'aide@VENDOR.example', affiliation: 'Internal' },
      { name: ' ', emailAddress: 'no address', affiliation: 'External' },
      { affiliation: 'Unknown' },
    ];
  }

  function importUsers(rows: readonly object[]): Promise<unknown> {
    const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const stream = { contentType: 'application/x-ndjson', body };
    return tenant.gateway.call(importDirectory, { params: { kind: 'users' }, stream });
  }
});
