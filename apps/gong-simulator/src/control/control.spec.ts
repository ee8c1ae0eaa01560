import type { Json, TestCompany } from '../../spec/simulator-client';
import { ask, enter, readAll, send, startForSpec } from '../../spec/simulator-client';
import type { RunningSimulator } from '../start-simulator';

let running: RunningSimulator;
let made = 0;

beforeAll(async () => {
  running = await startForSpec('base:0:30d');
});
afterAll(() => running.stop());

const control = (path: string, method = 'POST', body: unknown = {}) =>
  send(`${running.url}/simulator/${path}`, method, body);
const ids = (pages: Json[][]) => pages.map((page) => page.map((call) => call['metaData']?.['id'] as string));

/** A company of its own for each test, so that none sees another's changes. */
async function company(calls: number): Promise<TestCompany & { key: string }> {
  made += 1;
  const key = `made-${made}`;
  await control('companies', 'POST', { key, calls, days: 30, flavour: 'clean' });
  return { ...(await enter(running, key)), key };
}

describe('companies made at run time', () => {
  it('are empty unless calls are asked for', async () => {
    const { key, post } = await company(0);
    expect((await post('/v2/calls/extensive', { filter: {} })).status).toBe(404);
    const { json } = await ask(`${running.url}/simulator/companies`);
    expect(json['companies']).toContainEqual(
      expect.objectContaining({ key, calls: 0, apiBaseUrl: `${running.url}/companies/${key}` }),
    );
  });

  it.each([
    [{}, 400, 'key: is missing'],
    [{ key: 'base' }, 409, 'company base exists already'],
    [{ key: 'No' }, 400, 'company No: the key must be 1-63 small letters, digits and hyphens'],
    [{ key: 'x', calls: '5' }, 400, 'calls: must be a whole number from 0 to 100000000'],
    [{ key: 'x', colour: 'red' }, 400, 'colour: unknown; known are key, calls, days, flavour, live, accounts, staff'],
  ])('are refused when badly described: %j', async (body, status, error) => {
    const reply = await control('companies', 'POST', body);
    expect([reply.status, reply.json]).toEqual([status, { error }]);
  });
});

describe('a call made by hand', () => {
  it('is served verbatim, odd characters and nulls included', async () => {
    const { key, post } = await company(0);
    const title = '\ud83d half \u0000 =1+1';
    const parties = [{ id: '1', name: 'X', speakerId: null }];
    const added = await control(`companies/${key}/calls`, 'POST', {
      metaData: { title, started: '2026-03-01T10:00:00.5+02:00', isPrivate: null, primaryUserId: '42' },
      omit: ['purpose'],
      parties,
    });
    expect(added.status).toBe(201);
    const { json } = await post('/v2/calls/extensive', {
      filter: { callIds: [added.json['id']] },
      contentSelector: { context: 'Basic', exposedFields: { parties: true } },
    });
    const [call] = json['calls'] as Json[];
    expect(call?.['metaData']).toMatchObject({
      title,
      isPrivate: null,
      primaryUserId: '42',
      scheduled: '2026-03-01T10:00:00.5+02:00',
    });
    expect(Object.keys(call?.['metaData'] as object)).not.toContain('purpose');
    expect(call).toEqual({ metaData: expect.anything(), parties });
  });

  it('starts from one that resolves when the template says so', async () => {
    const { key, post } = await company(0);
    await control(`companies/${key}/calls`, 'POST', { template: 'usual', metaData: { title: 'Mine' } });
    const selector = { context: 'Basic', exposedFields: { parties: true, content: { brief: true } } };
    const [call] = (await post('/v2/calls/extensive', { filter: {}, contentSelector: selector })).json[
      'calls'
    ] as Json[];
    expect(call?.['metaData']?.['title']).toBe('Mine');
    expect(call?.['context']?.[0]?.['objects']?.[0]?.['objectType']).toBe('Account');
    expect((call?.['parties'] as Json[]).length).toBeGreaterThan(2);
  });

  it('that arrives late is invisible everywhere, and then stands at its old start', async () => {
    const { key, post, get } = await company(150);
    const all = ids(await readAll(await enter(running, key))).flat();
    const id = all[20] as string;
    await control(`companies/${key}/calls/${id}/hide`);
    expect((await post('/v2/calls/extensive', { filter: { callIds: [id] } })).status).toBe(404);
    expect((await get(`/v2/calls/${id}`)).status).toBe(404);
    expect(ids(await readAll(await enter(running, key))).flat()).toEqual(all.filter((other) => other !== id));
    await control(`companies/${key}/calls/${id}/appear`);
    expect(ids(await readAll(await enter(running, key))).flat()).toEqual(all);
  });

  it('appears by itself at the time given', async () => {
    const { key, get } = await company(0);
    const add = (appearsAt: string) =>
      control(`companies/${key}/calls`, 'POST', { appearsAt, countedWhileHidden: true });
    const past = (await add(new Date(Date.now() - 1000).toISOString())).json['id'];
    const future = (await add(new Date(Date.now() + 3_600_000).toISOString())).json['id'];
    expect((await get(`/v2/calls/${past}`)).status).toBe(200);
    expect((await get(`/v2/calls/${future}`)).status).toBe(404);
    const { json } = await get('/v2/calls');
    expect(json['records']).toMatchObject({ totalRecords: 2, currentPageSize: 1 });
  });
});

describe('a generated call', () => {
  it('can be edited, moved in time, made private, deleted and restored, at once', async () => {
    const acme = await company(120);
    const before = (await readAll(acme)).flat();
    const id = before[5]?.['metaData']?.['id'];
    const path = `companies/${acme.key}/calls/${id}`;
    const seen = async () => (await acme.get(`/v2/calls/${id}`)).json['call'];
    await control(path, 'PATCH', { metaData: { title: 'Edited', purpose: null } });
    expect((await seen())?.['title']).toBe('Edited');
    expect(Object.keys((await seen()) as object)).not.toContain('purpose');
    await control(`${path}/private`);
    expect((await seen())?.['isPrivate']).toBe(true);
    const last = before.at(-1)?.['metaData']?.['started'] as string;
    await control(path, 'PATCH', { metaData: { started: new Date(Date.parse(last) + 1).toISOString() } });
    expect(
      ids(await readAll(acme))
        .flat()
        .at(-1),
    ).toBe(id);
    await control(path, 'DELETE');
    expect((await acme.get(`/v2/calls/${id}`)).json['errors']).toEqual([`Call ID ${id} was not found`]);
    expect(ids(await readAll(acme)).flat()).toHaveLength(119);
    await control(`${path}/restore`);
    expect((await readAll(acme)).flat()).toEqual(before);
  });

  it('can be shown on two pages', async () => {
    const acme = await company(250);
    const all = ids(await readAll(acme)).flat();
    await control(`companies/${acme.key}/calls/${all[10]}/repeat`);
    await control(`companies/${acme.key}/calls/${all[249]}/repeat`);
    const pages = ids(await readAll(acme));
    expect(pages.map((page) => page.length)).toEqual([100, 100, 51, 1]);
    expect(pages[1]?.[0]).toBe(all[10]);
    expect(pages[3]).toEqual([all[249]]);
    expect(new Set(pages.flat()).size).toBe(250);
    expect(ids(await readAll(acme)).flat()).toEqual(all);
  });

  it('can vanish between pages without another one being missed', async () => {
    const acme = await company(250);
    const all = ids(await readAll(acme)).flat();
    await control(`companies/${acme.key}/calls/${all[10]}/vanish`);
    await control(`companies/${acme.key}/calls/${all[180]}/vanish`);
    expect(ids(await readAll(acme)).flat()).toEqual(all.filter((id) => id !== all[180]));
    expect(ids(await readAll(acme)).flat()).toHaveLength(248);
  });

  it.each([
    ['PATCH', '', { metaDate: {} }, 400],
    ['PATCH', '', { metaData: null }, 400],
    ['POST', '/vanish', { afterPages: 0 }, 400],
    ['POST', '/explode', {}, 404],
    ['POST', '', {}, 405],
    ['DELETE', '/recording', {}, 200],
  ])('answers a control request plainly: %s %s %j', async (method, action, body, status) => {
    const acme = await company(3);
    const id = ids(await readAll(acme)).flat()[0];
    expect((await control(`companies/${acme.key}/calls/${id}${action}`, method, body)).status).toBe(status);
  });
});

describe('users of a company', () => {
  it('can be added, edited and removed', async () => {
    const acme = await company(0);
    const added = await control(`companies/${acme.key}/users`, 'POST', {
      emailAddress: 'x@acme.example',
      firstName: 'X',
      avatar: true,
    });
    const id = added.json['id'];
    const listed = async (query = '') =>
      ((await acme.get(`/v2/users${query}`)).json['users'] as Json[]).map((user) => user['id']);
    expect(await listed()).not.toContain(id);
    expect(await listed('?includeAvatars=true')).toContain(id);
    await control(`companies/${acme.key}/users/${id}`, 'PATCH', { avatar: false, active: false });
    expect(await listed()).toContain(id);
    expect((await acme.get(`/v2/users/${id}`)).json['user']).toMatchObject({
      active: false,
      emailAddress: 'x@acme.example',
    });
    await control(`companies/${acme.key}/users/${id}`, 'DELETE');
    expect((await acme.get(`/v2/users/${id}`)).status).toBe(404);
  });

  it('come in pages of a hundred', async () => {
    await control('companies', 'POST', { key: 'crowded', staff: 230, flavour: 'clean' });
    const crowded = await enter(running, 'crowded');
    const seen: Json[] = [];
    let query = '';
    do {
      const { json } = await crowded.get(`/v2/users${query}`);
      seen.push(...(json['users'] as Json[]));
      const cursor = json['records']?.['cursor'];
      query = cursor === undefined ? '' : `?cursor=${cursor}`;
    } while (query !== '');
    expect(new Set(seen.map((user) => user['id'])).size).toBe(230);
  });

  it('are filtered by id and time, and no match is a 404', async () => {
    const acme = await company(0);
    const users = (await acme.get('/v2/users')).json['users'] as Json[];
    const wanted = users[3]?.['id'];
    const found = await acme.post('/v2/users/extensive', { filter: { userIds: [wanted] } });
    expect((found.json['users'] as Json[]).map((user) => user['id'])).toEqual([wanted]);
    const none = await acme.post('/v2/users/extensive', { filter: { createdFromDateTime: '2040-01-01T00:00:00Z' } });
    expect([none.status, none.json['errors']]).toEqual([404, ['No users found corresponding to the provided filters']]);
  });
});
