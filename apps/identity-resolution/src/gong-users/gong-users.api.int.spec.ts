import { callCaptured, type GongUser, type ListedGongUser } from '@gong-timeline/contracts';
import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { activated, gone, revoked, seen } from '../fixtures/gong-user-facts';
import { anaHost, captured, type IdentityFixture, northwind, openIdentity } from '../fixtures/identity';
import { headersFor, serveIdentity } from '../../test/serve-identity';
import { resolveIdentityOnCallCaptured as resolve } from '../resolve-identity-on-call-captured';
import { forgetGongUserOnGongUserGone as forget } from './forget-gong-user-on-gong-user-gone';
import { GongUsersApi } from './gong-users.api';
import { rememberConnectionOnConnectionActivated as connect } from './remember-connection-on-connection-activated';
import { rememberGongUserOnGongUserSeen as remember } from './remember-gong-user-on-gong-user-seen';
import { wipeGongUsersOnConnectionRevoked as wipe } from './wipe-gong-users-on-connection-revoked';

const { connectionId, owner, jobId } = callCaptured.example;
const ana = owner.user as GongUser;
const people = `/api/connections/${connectionId}/gong-users`;
const mapping = (gongUserId: string) => `${people}/${gongUserId}/mapping`;

let server: TestDatabase;
let service: RunningService;
let identity: IdentityFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
  service = await serveIdentity(server, [GongUsersApi]);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await identity.hear(connect, [activated(tenant)]);
});
afterAll(async () => {
  await service?.stop();
  await identity?.database.close();
  await server?.drop();
});

const ask = async (
  method: string,
  path: string,
  body?: object,
  who: { tenant?: string; role?: string; ifMatch?: string } = {},
) => {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...headersFor(who.tenant ?? tenant, { role: who.role ?? 'admin' }),
      ...(who.ifMatch === '' ? {} : { 'if-match': who.ifMatch ?? '*' }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as ReturnType<typeof JSON.parse> };
};
const list = async (query = ''): Promise<{ items: ListedGongUser[]; nextCursor: string | null; counts: object }> =>
  (await ask('GET', `${people}${query}`)).body;
const row = (name: string, over: object = {}) => ({
  ...anaHost,
  externalId: name,
  name,
  email: `${name}@v.example`,
  ...over,
});
const hears = (...users: Partial<GongUser>[]) =>
  identity.hear(
    remember,
    users.map((user) => seen(tenant, { user: { emailAliases: [], ...user } })),
  );
const gsidOf = async (name: string, of = tenant) => {
  const sql = 'SELECT gsid FROM users WHERE tenant_id = $1 AND name = $2';
  return (await identity.database.within(of).query<{ gsid: string }>(sql, [of, name]))[0]?.gsid ?? '';
};
const ofEachStatus = async () => {
  await identity.imports(tenant, 'users', [
    row('mia'),
    row('con'),
    row('con', { externalId: 'con-2', licence: 'Full' }),
    row('ina', { active: false }),
    row('hal', { licence: 'Guest' }),
  ]);
  await hears(
    { gongUserId: '1', firstName: 'Mia', lastName: 'Mapped', emailAddress: 'MIA@v.example' },
    { gongUserId: '3', firstName: 'Con', lastName: 'Flict', emailAddress: 'con@v.example' },
    { gongUserId: '4', firstName: 'Ina', lastName: null, emailAddress: 'ina@v.example' },
    { gongUserId: '5', firstName: 'Nora', lastName: 'None', emailAddress: null, emailAliases: ['nora@v.example'] },
  );
  const created = {
    gongUserId: '2',
    firstName: 'Cleo',
    lastName: 'Created',
    emailAddress: 'cleo@v.example',
    emailAliases: [],
  };
  await identity.hear(remember, [seen(tenant, { createMissing: true, user: created })]);
};

describe('GET /api/connections/{connectionId}/gong-users (S27)', () => {
  it('lists each with his Status, his User and how he came to him, by name', async () => {
    await ofEachStatus();
    await ask('PUT', mapping('5'), { userGsid: await gsidOf('hal') });
    const { items, counts } = await list();
    expect(items.map(({ name, status, user, how }) => [name, status, user?.name ?? null, how])).toEqual([
      ['Cleo Created', 'Created', 'Cleo Created', 'by-rule'],
      ['Con Flict', 'Conflict', null, null],
      ['Ina', 'Inactive', null, null],
      ['Mia Mapped', 'Mapped', 'mia', 'by-rule'],
      ['Nora None', 'Mapped', 'hal', 'by-hand'],
    ]);
    expect(counts).toEqual({ Mapped: 2, Created: 1, Conflict: 1, Inactive: 1, 'Not mapped': 0 });
    expect(items[4]).toEqual({
      etag: expect.any(String),
      gongUserId: '5',
      name: 'Nora None',
      emailAddress: null,
      emailAliases: ['nora@v.example'],
      activeAtGong: true,
      inGongList: true,
      status: 'Mapped',
      user: {
        gsid: await gsidOf('hal'),
        externalId: 'hal',
        name: 'hal',
        email: 'hal@v.example',
        licence: 'Guest',
        active: true,
      },
      how: 'by-hand',
      waitingCalls: 0,
    });
  });

  it('is never stale: an import changes the Status at once', async () => {
    await ofEachStatus();
    await identity.imports(tenant, 'users', [row('mia', { active: false }), row('con', { licence: 'Viewer' })]);
    expect((await list()).items.map(({ gongUserId, status }) => `${gongUserId} ${status}`)).toEqual([
      '2 Created',
      '3 Mapped',
      '4 Inactive',
      '1 Inactive',
      '5 Not mapped',
    ]);
  });

  it('finds by part of a name, address, alias or id in any case, and by Status; the counts are of all that is found', async () => {
    await ofEachStatus();
    const found = async (query: string) => (await list(query)).items.map(({ gongUserId }) => gongUserId);
    expect(await found('?search=cO')).toEqual(['3']);
    expect(await found('?search=NORA%40')).toEqual(['5']);
    expect(await found('?status=Not%20mapped')).toEqual(['5']);
    expect(await found('?search=4')).toEqual(['4']);
    expect(await found('?search=%25')).toEqual([]);
    expect((await list('?search=c&status=Conflict')).counts).toMatchObject({ Conflict: 1, Created: 1, Mapped: 0 });
    expect((await ask('GET', `${people}?status=Odd`)).body).toMatchObject({ errors: [{ field: 'query.status' }] });
  });

  it('pages by name, then id, each once; a cursor opens only the list that gave it', async () => {
    const names = ['b', 'a', 'é', 'a', 'A', '\u{1F600}'];
    await hears(...names.map((firstName, n) => ({ gongUserId: `${n + 1}`, firstName, lastName: null })));
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      ids.push(...page.items.map(({ gongUserId }) => gongUserId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual(['2', '4', '5', '1', '3', '6']);
    const { nextCursor } = await list('?limit=2');
    expect((await ask('GET', `${people}?limit=2&search=a&cursor=${nextCursor}`)).body).toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'query.cursor' }],
    });
  });

  it('is empty before the first sync, and 404 for a connection that is unknown, deleted or of another tenant', async () => {
    expect(await list()).toMatchObject({ items: [], nextCursor: null });
    await identity.hear(connect, [activated(tenant, jobId)]);
    await identity.hear(wipe, [revoked(tenant, jobId)]);
    for (const [path, who] of [
      [people, { tenant: uniqueName('other') }],
      [`/api/connections/${jobId}/gong-users`, {}],
      ['/api/connections/0197a000-0000-7000-8000-00000000dead/gong-users', {}],
    ] as const) {
      expect(await ask('GET', path, undefined, who)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    expect(await ask('GET', people, undefined, { role: 'member' })).toMatchObject({ status: 403 });
  });

  it('shows who is gone from Gong only while a mapping of him stands', async () => {
    await ofEachStatus();
    await ask('PUT', mapping('1'), { userGsid: await gsidOf('hal') });
    await identity.hear(forget, [gone(tenant, '1', 2), gone(tenant, '3', 2)]);
    const shown = (await list()).items.filter(({ inGongList }) => !inGongList);
    expect(shown).toMatchObject([
      { gongUserId: '1', name: null, emailAddress: null, status: 'Mapped', how: 'by-hand' },
    ]);
    expect(await ask('DELETE', mapping('1'))).toMatchObject({ status: 204 });
    expect((await list()).items.every(({ inGongList }) => inGongList)).toBe(true);
  });

  it('answers a page of 10,000, with all counted', async () => {
    const size = 10_000;
    const users = Array.from({ length: size }, (_, n) => row(`u${n}`, { active: n % 10 > 0 }));
    await identity.imports(tenant, 'users', users);
    for (let from = 0; from < size; from += 500) {
      await hears(
        ...users
          .slice(from, from + 500)
          .map(({ email }, n) => ({ gongUserId: `${from + n + 1}`, emailAddress: email })),
      );
    }
    const first = await list('?limit=200');
    const next = await list(`?limit=200&cursor=${first.nextCursor}`);
    const inactive = await list('?limit=200&status=Inactive');
    expect(first.counts).toMatchObject({ Mapped: 9_000, Inactive: 1_000 });
    const idsOf = ({ items }: Awaited<ReturnType<typeof list>>) => items.map(({ gongUserId }) => gongUserId);
    expect(new Set([...idsOf(first), ...idsOf(next)]).size).toBe(400);
    expect(new Set(inactive.items.map(({ status }) => status))).toEqual(new Set(['Inactive']));
    expect(inactive.items).toHaveLength(200);
  }, 60_000);
});

describe('a mapping by hand (S17, S25, S27)', () => {
  const waiting = async () => {
    await identity.imports(tenant, 'companies', [{ ...northwind, domains: [] }]);
    await identity.database
      .within(tenant)
      .transaction((tx) => tx.query("INSERT INTO directory_settings VALUES ($1, 'Salesforce', NULL)", [tenant]));
    await identity.imports(tenant, 'users', [anaHost, { ...anaHost, externalId: 'u-2', name: 'Ana Two' }, row('boss')]);
    await hears(ana);
    await identity.hear(resolve, [captured(tenant)]);
    expect(await identity.told()).toMatchObject([{ data: { code: 'author.conflict' } }]);
  };
  const codes = async () => (await identity.told()).map(({ type, data }) => data.code ?? type);

  it('is offered the Users of his e-mails, the best first, with licence and state', async () => {
    await identity.imports(tenant, 'users', [
      row('a', { email: 'ana@v.example', licence: 'Guest' }),
      row('b', { email: 'ANA@v.example', active: false }),
      row('c', { email: 'alias@v.example', licence: 'Internal Collaborator' }),
      row('d', { email: 'ana@v.example', licence: 'Viewer' }),
      row('e'),
    ]);
    await hears({ gongUserId: '1', emailAddress: 'ana@v.example', emailAliases: ['alias@v.example'] });
    const { body } = await ask('GET', `${people}/1/suggested-users`);
    expect(
      body.items.map((user: Record<string, unknown>) => [user.name, user.licence, user.active, user.paid]),
    ).toEqual([
      ['d', 'Viewer', true, true],
      ['c', 'Internal Collaborator', true, false],
      ['a', 'Guest', true, false],
      ['b', 'Full', false, true],
    ]);
    expect(await ask('GET', `${people}/9/suggested-users`)).toMatchObject({ status: 404 });
  });

  it('lets the calls that waited for it be read again, once, and is the Author of those to come', async () => {
    await waiting();
    expect((await list()).items).toMatchObject([{ status: 'Conflict', waitingCalls: 1 }]);
    const userGsid = await gsidOf('Ana Two');
    const saves = await Promise.all([1, 2].map(() => ask('PUT', mapping(ana.gongUserId), { userGsid })));
    expect(saves).toMatchObject([
      { status: 200, body: { status: 'Mapped', how: 'by-hand', user: { gsid: userGsid }, waitingCalls: 0 } },
      { status: 200 },
    ]);
    expect(await identity.told()).toMatchObject([
      { type: 'resolution.retry-wanted.v1', data: { callId: callCaptured.example.callId, connectionId, jobId } },
    ]);
    await identity.hear(resolve, [captured(tenant, { revision: 2 })]);
    expect(await identity.told()).toMatchObject([{ data: { author: { gsid: userGsid } } }]);
  });

  it('is not changed over what another admin chose meanwhile; nobody need have seen that none had chosen (X2)', async () => {
    await waiting();
    const [two, boss] = [await gsidOf('Ana Two'), await gsidOf('boss')];
    const map = async (userGsid: string, ifMatch: string) =>
      (await ask('PUT', mapping(ana.gongUserId), { userGsid }, { ifMatch })).body;
    const unmapped = (await list()).items[0]?.etag ?? '';
    expect(await map(two, '')).toMatchObject({ how: 'by-hand' });
    expect(await map(boss, unmapped)).toMatchObject({ code: 'precondition.failed' });
    expect(await map(boss, '')).toMatchObject({ code: 'precondition.required' });
    expect(await map(two, unmapped)).toMatchObject({ how: 'by-hand' });
    const seen = (await list()).items[0]?.etag ?? '';
    const { etag: newest } = await map(boss, seen);
    expect(await ask('DELETE', mapping(ana.gongUserId), undefined, { ifMatch: seen })).toMatchObject({ status: 412 });
    expect(await ask('DELETE', mapping(ana.gongUserId), undefined, { ifMatch: '' })).toMatchObject({ status: 428 });
    expect((await list()).items).toMatchObject([{ user: { gsid: boss }, etag: newest }]);
    expect(await ask('DELETE', mapping(ana.gongUserId), undefined, { ifMatch: newest })).toMatchObject({ status: 204 });
    expect(await ask('DELETE', mapping(ana.gongUserId), undefined, { ifMatch: newest })).toMatchObject({ status: 204 });
    expect((await list()).items[0]?.etag).toBe(unmapped);
    await identity.told();
  });

  it('can be changed and removed: the rules then decide again', async () => {
    await waiting();
    await ask('PUT', mapping(ana.gongUserId), { userGsid: await gsidOf('Ana Two') });
    await ask('PUT', mapping(ana.gongUserId), { userGsid: await gsidOf('boss') });
    await identity.told();
    await identity.hear(resolve, [captured(tenant, { revision: 2 })]);
    expect(await identity.told()).toMatchObject([{ data: { author: { name: 'boss' } } }]);
    expect(await ask('DELETE', mapping(ana.gongUserId))).toMatchObject({ status: 204, body: null });
    expect(await ask('DELETE', mapping(ana.gongUserId))).toMatchObject({ status: 204 });
    expect(await codes()).toEqual([]);
    await identity.hear(resolve, [captured(tenant, { revision: 3 })]);
    expect(await codes()).toEqual(['author.conflict']);
  });

  it('that is removed lets a call be tried again that waited because its User is inactive (S18)', async () => {
    await waiting();
    const boss = { userGsid: await gsidOf('boss') };
    await ask('PUT', mapping(ana.gongUserId), boss);
    await identity.imports(tenant, 'users', [
      row('boss', { active: false }),
      { ...anaHost, externalId: 'u-2', active: false } as never,
    ]);
    await identity.told();
    await identity.hear(resolve, [captured(tenant, { revision: 2 })]);
    expect(await codes()).toEqual(['author.inactive']);
    expect((await list()).items).toMatchObject([{ status: 'Inactive', how: 'by-hand', waitingCalls: 1 }]);
    await ask('DELETE', mapping(ana.gongUserId));
    expect(await codes()).toEqual(['resolution.retry-wanted.v1']);
    expect((await list()).items).toMatchObject([{ status: 'Mapped', how: 'by-rule', waitingCalls: 0 }]);
  });

  it('that is removed from one who has no User gives him one where every active Gong user is to have one', async () => {
    await identity.imports(tenant, 'users', [row('boss')]);
    await hears({ gongUserId: '1', emailAddress: 'new@v.example' });
    await ask('PUT', mapping('1'), { userGsid: await gsidOf('boss') });
    const user = { gongUserId: '1', emailAddress: 'new@v.example', emailAliases: [] };
    await identity.hear(remember, [seen(tenant, { revision: 2, createMissing: true, user })]);
    expect((await list()).items).toMatchObject([{ status: 'Mapped', user: { name: 'boss' } }]);
    await ask('DELETE', mapping('1'));
    expect((await list()).items).toMatchObject([{ status: 'Created', user: { email: 'new@v.example' } }]);
  });

  it("is refused to a User who is unknown, another tenant's or inactive, and changes nothing", async () => {
    const other = uniqueName('other');
    await identity.imports(other, 'users', [row('theirs')]);
    await identity.imports(tenant, 'users', [row('left', { active: false })]);
    await hears({ gongUserId: '1' });
    const refusal = async (userGsid: string) => (await ask('PUT', mapping('1'), { userGsid })).body;
    const theirs = await refusal(await gsidOf('theirs', other));
    expect(theirs).toMatchObject({ status: 422, code: 'mapping.user', errors: [{ field: 'body.userGsid' }] });
    const unknown = await refusal(jobId);
    expect({ ...unknown, correlationId: '' }).toEqual({ ...theirs, correlationId: '' });
    expect(await refusal(await gsidOf('left'))).toMatchObject({
      status: 422,
      detail: expect.stringContaining('inactive'),
      errors: [{ field: 'body.userGsid', message: expect.stringContaining('active User') }],
    });
    expect(await refusal('nobody')).toMatchObject({ status: 400, errors: [{ field: 'body.userGsid' }] });
    expect(
      await identity.database.within(tenant).query('SELECT FROM gong_user_mappings WHERE tenant_id = $1', [tenant]),
    ).toEqual([]);
  });

  it('is 404 for a Gong user that is unknown, and for another tenant', async () => {
    await identity.imports(tenant, 'users', [row('boss')]);
    await hears({ gongUserId: '1' });
    const body = { userGsid: await gsidOf('boss') };
    for (const method of ['PUT', 'DELETE']) {
      const sent = method === 'PUT' ? body : undefined;
      expect(await ask(method, mapping('9'), sent)).toMatchObject({ status: 404 });
      expect(await ask(method, mapping('1'), sent, { tenant: uniqueName('other') })).toMatchObject({ status: 404 });
    }
  });
});
