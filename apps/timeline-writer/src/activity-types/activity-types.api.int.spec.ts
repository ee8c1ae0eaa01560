import type { RunningService } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { openTimeline, resolved, type TimelineFixture } from '../../test/timeline';
import { headersFor, serveTimeline } from '../../test/serve-timeline';
import { addActivityType } from '../store/activity-types';
import { TimelineApi } from '../timeline.api';
import { writeActivityOnCallResolved as write } from '../write-activity-on-call-resolved';
import { ActivityTypesApi } from './activity-types.api';

@Module({ controllers: [ActivityTypesApi, TimelineApi] })
class TypesModule {}

let server: TestDatabase;
let timeline: TimelineFixture;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('types');
  timeline = await openTimeline(server);
  service = await serveTimeline(server, { module: TypesModule });
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await service?.stop();
  await timeline?.database.close();
  await server?.drop();
});

interface Type {
  readonly id: string;
  readonly name: string;
  readonly global: boolean;
  readonly active: boolean;
  readonly etag: string;
}
interface Answer {
  readonly status: number;
  readonly body: Type & { readonly code: string; readonly detail: string; readonly errors: unknown };
}
const send = async (
  method: string,
  path: string,
  body?: object,
  role = 'admin',
  as = tenant,
  ifMatch = '*',
): Promise<Answer & { readonly etag: string | null }> => {
  const response = await fetch(`${service.url}/api/activity-types${path}`, {
    method,
    headers: {
      ...headersFor(as, { role }),
      ...(ifMatch === '' ? {} : { 'if-match': ifMatch }),
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const etag = response.headers.get('etag');
  return { status: response.status, etag, body: (await response.json()) as Answer['body'] };
};
const create = (name: string, more: object = {}) => send('POST', '', { name, ...more });
const list = async (as = tenant): Promise<Type[]> =>
  ((await send('GET', '', undefined, 'member', as)).body as unknown as { items: Type[] }).items;

describe('the Activity Types of a tenant (S7)', () => {
  it('can be added to the ones that every tenant begins with, and stand last', async () => {
    const { status, body } = await create('  Business Review ');
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: expect.any(String), name: 'Business Review', global: true, active: true });
    await create('Kick-off', { global: false });
    const names = (await list()).map(({ name }) => name);
    expect(names).toEqual(['Call', 'Meeting', 'Email', 'Update', 'Milestone', 'Business Review', 'Kick-off']);
  });

  it('have each a name of their own, whatever its case', async () => {
    const { id } = (await create('Business Review')).body;
    for (const name of ['business  REVIEW', 'meeting']) {
      const { status, body } = await create(name);
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'conflict' });
      expect(body.detail).toMatch(/^Choose another name: there is an Activity Type /);
      expect(body.errors).toEqual([{ field: 'body.name', message: expect.stringContaining('already') }]);
    }
    const taken = { name: 'MEETING', global: true, active: true };
    expect(await send('PUT', `/${id}`, taken)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await list()).toHaveLength(6);
    // Its own name in another case is no other name.
    expect(await send('PUT', `/${id}`, { ...taken, name: 'BUSINESS review' })).toMatchObject({ status: 200 });
  });

  it('are not doubled when two admins add the same one at once, nor when two rename to the same one', async () => {
    const both = await Promise.all(['Visit', 'visit', 'VISIT'].map((name) => create(name)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const ids = await Promise.all(['One', 'Two'].map(async (name) => (await create(name)).body.id));
    const to = { name: 'Three', global: true, active: true };
    const renamed = await Promise.all([...ids.map((id) => send('PUT', `/${id}`, to)), create('three')]);
    expect(renamed.map(({ status }) => status).filter((status) => status !== 409)).toHaveLength(1);
  });

  it('are told of a name that was taken while they waited for it', async () => {
    await list();
    let commit = () => undefined as void;
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let taking: Promise<void> | undefined;
    await new Promise<void>((taken) => {
      taking = timeline.database.within(tenant).transaction(async (tx) => {
        const type = { id: 'visit', name: 'Visit', key: 'visit', isGlobal: true, isActive: true };
        await addActivityType(tx, tenant, type);
        taken();
        await mayCommit;
      });
    });
    const late = send('PUT', '/meeting', { name: 'visit', global: true, active: true });
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(async () => expect(await timeline.database.query(waiting)).toHaveLength(1));
    commit();
    await taking;
    expect(await late).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('can be changed whole, the ones of the beginning too, and keep their id', async () => {
    const change = { name: 'Customer meeting', global: true, active: false };
    expect(await send('PUT', '/meeting', change)).toMatchObject({ status: 200, body: { id: 'meeting', ...change } });
    expect((await list()).find(({ id }) => id === 'meeting')).toMatchObject({ id: 'meeting', ...change });
    expect(await send('PUT', '/meeting', { name: 'Meeting' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ field: 'body.global' }, { field: 'body.active' }] },
    });
  });

  it('are not changed over what another admin made of them meanwhile (X2)', async () => {
    const seen = (await list()).find(({ id }) => id === 'meeting')?.etag ?? '';
    const change = (name: string, ifMatch: string) =>
      send('PUT', '/meeting', { name, global: true, active: true }, 'admin', tenant, ifMatch);
    const both = await Promise.all([change('Visit', seen), change('Talk', seen)]);
    expect(both.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'precondition.failed'].sort());
    const newest = (await list()).find(({ id }) => id === 'meeting');
    for (const { etag } of both) expect(etag).toBe(newest?.etag);
    expect(await change('Third', '')).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
    expect(await change('Third', 'unquoted')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'header.if-match' }] },
    });
    expect(await change('Third', newest?.etag ?? '')).toMatchObject({ status: 200, body: { name: 'Third' } });
    expect((await change('Third', seen)).status).toBe(200);
  });

  it('leave Activities that are there, and calls that are on their way, with what they began with', async () => {
    await timeline.hear(write, [resolved(tenant, { callId: '1' })]);
    await send('PUT', '/meeting', { name: 'Customer meeting', global: true, active: false });
    await timeline.hear(write, [resolved(tenant, { callId: '2' })]);
    const told = (await timeline.told()).filter(({ type }) => type === 'timeline.activity-created.v1');
    expect(told.map(({ data }) => data['activityType'])).toEqual([
      { id: 'meeting', name: 'Meeting' },
      { id: 'meeting', name: 'Customer meeting' },
    ]);
  });

  it.each([
    [{ name: '' }, 'body.name'],
    [{ name: ' \u0007 ' }, 'body.name'],
    [{ name: 'x'.repeat(101) }, 'body.name'],
    [{ name: 'A', active: 'yes' }, 'body.active'],
    [{ name: 'A', colour: 'red' }, 'body.colour'],
  ])('are refused by the field that is wrong: %j', async (body, field) => {
    const answer = await send('POST', '', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field }] } });
    expect(await list()).toHaveLength(5);
  });

  it("are an admin's to change, and of his own tenant only", async () => {
    const { id } = (await create('Ours')).body;
    const change = { name: 'Theirs', global: true, active: true };
    const stranger = uniqueName('other');
    expect(await send('PUT', `/${id}`, change, 'admin', stranger)).toMatchObject({ status: 404 });
    expect(await send('PUT', '/nothing', change)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await send('POST', '', change, 'member')).toMatchObject({ status: 403 });
    expect((await list(stranger)).map(({ name }) => name)).not.toContain('Ours');
    expect((await list()).map(({ name }) => name)).toContain('Ours');
  });
});
