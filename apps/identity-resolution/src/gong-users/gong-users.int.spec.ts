import { callCaptured, type GongUser } from '@gong-timeline/contracts';
import { stepFor } from '@gong-timeline/messaging';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { changeSettings } from '../directory/change-settings';
import { activated, gone, revoked, seen } from '../fixtures/gong-user-facts';
import { held, somebodyWaits } from '../fixtures/held';
import { anaHost, captured, type IdentityFixture, northwind, openIdentity } from '../fixtures/identity';
import { resolveIdentityOnCallCaptured as resolve } from '../resolve-identity-on-call-captured';
import { forgetGongUserOnGongUserGone as forget } from './forget-gong-user-on-gong-user-gone';
import { rememberConnectionOnConnectionActivated as connect } from './remember-connection-on-connection-activated';
import { rememberGongUserOnGongUserSeen as remember } from './remember-gong-user-on-gong-user-seen';
import { wipeGongUsersOnConnectionRevoked as wipe } from './wipe-gong-users-on-connection-revoked';

const { jobId, connectionId, owner } = callCaptured.example;
const ana = owner.user as GongUser;
const { gongUserId } = ana;

let server: TestDatabase;
let identity: IdentityFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await changeSettings(identity.database, {
    tenantId: tenant,
    settings: { crmSystem: 'Salesforce', crmOrganisationId: null },
    correlationId: 'set-up',
    traceparent: null,
    ifMatch: '*',
  });
  await identity.hear(connect, [activated(tenant)]);
  await identity.imports(tenant, 'companies', [northwind]);
  await identity.told();
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

const rows = (table: string) =>
  identity.database
    .within(tenant)
    .query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY 1, 2`, [tenant]);
const told = async () => (await identity.told()).map(({ type, data }) => data.code ?? type);
const retried = 'resolution.retry-wanted.v1';
const withoutEmail = { ...ana, emailAddress: null, emailAliases: [] };
/** A call of Ana's that stops at its author. */
const callThatWaits = async (user: GongUser | null) => {
  await identity.hear(resolve, [captured(tenant, { owner: { gongUserId, user } })]);
  expect(await rows('waits')).toHaveLength(1);
  await identity.told();
};
const everyActive = { active: true, createMissing: true };

describe("Gong's user list as it is heard (S27)", () => {
  it('is kept, the newest that was told of each, however often and late the facts come', async () => {
    const first = seen(tenant);
    expect(await identity.hear(remember, [first])).toEqual([]);
    expect(await identity.hear(remember, [first])).toEqual(['already-done']);
    const renamed = seen(tenant, { revision: 3, user: { lastName: 'Guest' } });
    expect(await identity.hear(remember, [renamed])).toEqual([]);
    expect(await identity.hear(remember, [seen(tenant, { revision: 2 })])).toEqual(['stale-revision']);
    expect(await rows('gong_users')).toMatchObject([{ gong_user_id: gongUserId, last_name: 'Guest', gone: false }]);
  });

  it('forgets all of who is gone but that he was there, and knows him again when he is back', async () => {
    await identity.hear(remember, [seen(tenant)]);
    expect(await identity.hear(forget, [gone(tenant, gongUserId, 2)])).toEqual([]);
    expect(await rows('gong_users')).toMatchObject([
      { first_name: null, last_name: null, email_address: null, email_aliases: [], email_keys: [], gone: true },
    ]);
    expect(await identity.hear(remember, [seen(tenant, { revision: 1 })])).toEqual(['stale-revision']);
    expect(await identity.hear(forget, [gone(tenant, gongUserId, 2)])).toEqual(['already-done']);
    await identity.hear(remember, [seen(tenant, { revision: 3 })]);
    expect(await rows('gong_users')).toMatchObject([{ first_name: 'Ana', gone: false }]);
  });

  it('goes with its connection, mappings too, and nothing late brings it back (S4)', async () => {
    await identity.hear(remember, [seen(tenant)]);
    await identity.database
      .within(tenant)
      .transaction((tx) =>
        tx.query('INSERT INTO gong_user_mappings VALUES ($1, $2, $3, $2)', [tenant, connectionId, gongUserId]),
      );
    await identity.hear(wipe, [revoked(tenant)]);
    await identity.hear(wipe, [revoked(tenant)]);
    await identity.hear(connect, [activated(tenant)]);
    expect(await identity.hear(remember, [seen(tenant, { revision: 2 })])).toEqual(['the connection was deleted']);
    expect(await identity.hear(forget, [gone(tenant, gongUserId, 3)])).toEqual(['the connection was deleted']);
    expect([await rows('gong_users'), await rows('gong_user_mappings')]).toEqual([[], []]);
    expect(await rows('gong_connections')).toMatchObject([{ revoked: true }]);
  });

  it('leaves nothing behind when the transaction fails', async () => {
    const fails = identity.database.within(tenant).transaction(async (tx) => {
      await remember([seen(tenant, everyActive)], stepFor(tx));
      throw new Error('the next handler failed');
    });
    await expect(fails).rejects.toThrow('the next handler failed');
    expect([await rows('gong_users'), await rows('users'), await identity.told()]).toEqual([[], [], []]);
  });
});

describe('a call that waits for its owner at Gong (S26, S28)', () => {
  beforeEach(() => identity.imports(tenant, 'users', [anaHost]));

  it.each([
    ['was not in the list', null],
    ['had no e-mail', withoutEmail],
  ])('is read again once a later list has an e-mail of who %s', async (_, user) => {
    await callThatWaits(user);
    await identity.hear(remember, [seen(tenant)]);
    const [wanted, ...more] = await identity.told();
    expect(wanted).toMatchObject({ type: retried, data: { callId: callCaptured.example.callId, connectionId, jobId } });
    expect([more, await rows('waits'), await rows('wait_keys')]).toEqual([[], [], []]);
  });

  it('waits no longer when its connection is deleted, and calls of other connections go on waiting (S4)', async () => {
    const other = '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c99';
    await callThatWaits(withoutEmail);
    const owner = { gongUserId, user: withoutEmail };
    await identity.hear(resolve, [captured(tenant, { callId: '2', connectionId: other, owner })]);
    await identity.told();
    await identity.hear(wipe, [revoked(tenant)]);
    expect(await rows('waits')).toMatchObject([{ call_id: '2' }]);
    expect(new Set((await rows('wait_keys')).map((row) => row.call_id))).toEqual(new Set(['2']));
    expect(await told()).toEqual([]);
  });

  it('goes on waiting when the list that it was read by is told, which decided it already', async () => {
    await callThatWaits(withoutEmail);
    await identity.hear(remember, [seen(tenant, { jobId })]);
    expect([await told(), await rows('waits')]).toEqual([[], [expect.anything()]]);
    expect(await rows('wait_keys')).not.toEqual([]);
  });

  it('goes on waiting when another name is told, another Gong user, or that he is gone', async () => {
    await identity.hear(remember, [seen(tenant)]);
    await callThatWaits(withoutEmail);
    await identity.hear(remember, [seen(tenant, { revision: 2, user: { firstName: 'Anna' } })]);
    await identity.hear(remember, [seen(tenant, { user: { gongUserId: '5' } })]);
    await identity.hear(forget, [gone(tenant, gongUserId, 3)]);
    expect([await told(), await rows('waits')]).toEqual([[], [expect.anything()]]);
  });

  it('does not begin to wait for what is just being told', async () => {
    const list = held(identity, tenant, (tx) => remember([seen(tenant)], stepFor(tx)));
    await list.begun;
    const call = identity.hear(resolve, [captured(tenant)]);
    await eventually(() => somebodyWaits(identity));
    await list.commit();
    await call;
    expect(await told()).toEqual(['resolution.call-resolved.v1']);
  });
});

describe('a User for every active Gong user (S27)', () => {
  const licences = async () => (await rows('users')).map(({ licence }) => licence);

  it('is created when the rules say that one is missing, once for an e-mail', async () => {
    await identity.hear(remember, [
      seen(tenant, everyActive),
      seen(tenant, { ...everyActive, user: { gongUserId: '5', emailAddress: 'b@v.example', emailAliases: [] } }),
      seen(tenant, {
        ...everyActive,
        user: { gongUserId: '6', emailAddress: 'x@v.example', emailAliases: ['B@v.example'] },
      }),
    ]);
    expect((await rows('users')).map(({ email }) => email).sort()).toEqual([ana.emailAddress, 'b@v.example'].sort());
    expect(await licences()).toEqual(['Internal Collaborator', 'Internal Collaborator']);
    await identity.hear(remember, [seen(tenant, { ...everyActive, revision: 2, user: { lastName: 'Guest' } })]);
    expect(await rows('users')).toHaveLength(2);
    await identity.hear(resolve, [captured(tenant)]);
    expect(await told()).toEqual(['resolution.call-resolved.v1']);
  });

  it.each([
    ['who is not active at Gong', { active: false, createMissing: true }],
    ['when only owners of synced calls are to have one', { active: true, createMissing: false }],
    ['who has no e-mail', { ...everyActive, user: { emailAddress: null, emailAliases: [] } }],
  ])('is not created for one %s', async (_, data) => {
    await identity.hear(remember, [seen(tenant, data)]);
    expect(await rows('users')).toEqual([]);
  });

  it('is created beside external kinds (S23), not beside a User who is inactive, in conflict or mapped by hand', async () => {
    await identity.imports(tenant, 'users', [{ ...anaHost, licence: 'Partner' }]);
    await identity.hear(remember, [seen(tenant, everyActive)]);
    expect((await licences()).sort()).toEqual(['Internal Collaborator', 'Partner']);
    const others = ['x', 'y', 'z'].map((name) => ({ ...anaHost, externalId: name, name, email: `${name}@v.example` }));
    await identity.imports(tenant, 'users', [
      { ...(others[0] as typeof anaHost), active: false } as never,
      others[1] as typeof anaHost,
      { ...(others[1] as typeof anaHost), externalId: 'y2' },
      others[2] as typeof anaHost,
    ]);
    const gsid = (await rows('users')).find(({ name }) => name === 'z')?.gsid;
    await identity.database
      .within(tenant)
      .transaction((tx) =>
        tx.query("INSERT INTO gong_user_mappings VALUES ($1, $2, '7', $3)", [tenant, connectionId, gsid]),
      );
    const before = await rows('users');
    await identity.hear(
      remember,
      ['x', 'y', 'new'].map((name, n) =>
        seen(tenant, {
          ...everyActive,
          user: { gongUserId: String(5 + n), emailAddress: `${name}@v.example`, emailAliases: [] },
        }),
      ),
    );
    expect(await rows('users')).toEqual(before);
  });

  it('is one, when a call of his races with the list', async () => {
    const list = held(identity, tenant, (tx) => remember([seen(tenant, everyActive)], stepFor(tx)));
    await list.begun;
    const call = identity.hear(resolve, [captured(tenant)]);
    await eventually(() => somebodyWaits(identity));
    await list.commit();
    await call;
    expect([await rows('users'), await told()]).toEqual([[expect.anything()], ['resolution.call-resolved.v1']]);
  });

  it.each([
    ['was made an external one', { licence: 'Guest' as const }],
    ['was made inactive, beside external kinds', { licence: 'Internal Collaborator' as const, active: false }],
  ])('is created anew (S23) when the one that was created before %s', async (_, change) => {
    await identity.imports(tenant, 'users', [{ ...anaHost, externalId: 'guest', licence: 'Guest' }]);
    await identity.hear(remember, [seen(tenant, everyActive)]);
    const created = (await rows('users')).find(({ external_id }) => external_id !== 'guest');
    await identity.imports(tenant, 'users', [{ ...anaHost, externalId: String(created?.external_id), ...change }]);
    await identity.hear(remember, [seen(tenant, { ...everyActive, revision: 2 })]);
    expect(await rows('users')).toHaveLength(3);
  });

  it('lets a call be tried again that waited for a User with that e-mail', async () => {
    await identity.imports(tenant, 'users', [{ ...anaHost, email: 'old@v.example', active: false } as never]);
    await identity.told();
    await callThatWaits({ ...ana, emailAddress: 'old@v.example', emailAliases: ['other@v.example'] });
    await identity.hear(remember, [
      seen(tenant, {
        ...everyActive,
        jobId,
        user: { gongUserId: '5', emailAddress: 'other@v.example', emailAliases: [] },
      }),
    ]);
    expect(await identity.told()).toMatchObject([
      { type: retried, data: { reason: "A User with one of the owner's e-mails was created." } },
    ]);
  });

  it('who was created for a call lets the calls of another owner be tried again that waited for that e-mail (S28)', async () => {
    await identity.imports(tenant, 'users', [{ ...anaHost, email: 'old@v.example', active: false } as never]);
    await identity.told();
    await callThatWaits({ ...ana, emailAddress: 'old@v.example', emailAliases: ['other@v.example'] });
    const other = { ...ana, gongUserId: '5', emailAddress: 'other@v.example', emailAliases: [] };
    await identity.hear(resolve, [captured(tenant, { callId: '9', owner: { gongUserId: '5', user: other } })]);
    const wanted = (await identity.told()).filter(({ type }) => type === retried);
    expect(wanted.map(({ data }) => data.callId).sort()).toEqual(['9', callCaptured.example.callId].sort());
    expect(await rows('waits')).toEqual([]);
  });
});
