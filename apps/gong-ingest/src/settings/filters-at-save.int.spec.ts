import { randomUUID } from 'node:crypto';
import { connectionActivated, type Filters } from '@gong-timeline/contracts';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { type Neighbours, type Service, startNeighbours, startWhole } from '../../test/running-service';
import { rememberConnectionOnConnectionActivated } from '../remember-connection-on-connection-activated';

const region: Filters['conditions'][number] = {
  ...{ letter: 'A', object: 'Company', field: 'customFields.Region', operator: 'equals', value: 'EMEA' },
};
const FILTERS: Filters = { conditions: [region], expression: 'a' };
const CHECKED = { conditions: [{ ...region, type: 'text' }], expression: 'a' };
const NO_FILTERS = {
  ...{ enabled: true, activityTypeId: 'meeting', intervalHours: 4, lookBackDays: 3, firstRunDays: 5 },
  ...{ matchDomains: false, includeNotes: true },
};
const REFUSED = {
  ...{
    status: 422,
    code: 'settings.filters',
    title: 'The filters cannot be used',
    detail: 'The filters cannot be used',
  },
  errors: [{ field: 'body.filters.expression', message: 'at character 3: expected AND, OR or the end, found "B"' }],
};

describe('the filters of the settings over HTTP (S8)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;
  let tenantId: string;
  let connectionId: string;
  let asked: unknown[];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-filters'), startGong(spawnNode)]);
    neighbours = await startNeighbours(() => company);
    service = await startWhole(home, neighbours);
    database = service.running.app.get(Database);
    company = await gong.company(uniqueName('company'), 40);
  });
  afterAll(async () => {
    await service?.running.stop();
    await neighbours?.close();
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    tenantId = uniqueName('tenant');
    connectionId = randomUUID();
    const data = { connectionId, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
    await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
    asked = [];
    neighbours.filtersAnswer = (body) => {
      asked.push(JSON.parse(body));
      return { status: 200, body: CHECKED };
    };
  });

  const path = (what: string) => `/api/connections/${connectionId}/${what}`;
  const call = (method: string, what: string, body?: unknown) => service.call(tenantId, method, path(what), body);
  const save = (more: object = {}) => call('PUT', 'sync-settings', { ...NO_FILTERS, ...more });
  const read = async () => (await call('GET', 'sync-settings')).body;
  const told = async (type: string) =>
    (await readOutbox(database))
      .filter((fact) => fact.tenantId === tenantId && fact.type === `gong.${type}.v1`)
      .map((fact) => fact.data as { jobId: string; settings: Record<string, unknown> });
  const ended = (jobId: string) =>
    eventually(async () => (await told('job-read')).some((fact) => fact.jobId === jobId) || false);
  const filtersOfCalls = async (jobId: string) => {
    await ended(jobId);
    const captured = (await told('call-captured')).filter((fact) => fact.jobId === jobId);
    expect(captured.length).toBeGreaterThan(0);
    return captured.map(({ settings }) => settings.filters);
  };

  it('are stored as the admin said them, and travel with each call as they were checked', async () => {
    const { status, body } = await save({ filters: FILTERS });
    expect([status, body.settings.filters, asked]).toEqual([200, FILTERS, [{ filters: FILTERS }]]);
    expect(body.settings).not.toHaveProperty('checkedFilters');
    expect((await read()).filters).toEqual(FILTERS);
    expect(new Set((await filtersOfCalls(body.job.jobId)).map((each) => JSON.stringify(each))).size).toBe(1);
    expect((await filtersOfCalls(body.job.jobId))[0]).toEqual(CHECKED);
  });

  it('that cannot be used are refused with the field and the place; nothing is stored, nothing started', async () => {
    neighbours.filtersAnswer = () => ({ status: 422, body: REFUSED });
    expect(await save({ filters: { conditions: [region], expression: 'A B' } })).toMatchObject({
      status: 422,
      body: { code: 'settings.filters', errors: REFUSED.errors },
    });
    expect(await read()).toMatchObject({ enabled: false });
    expect(await read()).not.toHaveProperty('filters');
    expect(await told('job-started')).toEqual([]);
  });

  it.each([
    ['unknown operator', { conditions: [{ ...region, operator: 'like' }], expression: null }, 'conditions[0].operator'],
    ['too many conditions', { conditions: Array(101).fill(region), expression: null }, 'conditions'],
    ['too long an expression', { conditions: [region], expression: 'A OR '.repeat(500) }, 'expression'],
  ])('that are none are refused before anybody is asked: %s', async (_, filters, field) => {
    expect(await save({ filters })).toMatchObject({
      status: 400,
      body: { errors: [{ field: `body.filters.${field}` }] },
    });
    expect(asked).toEqual([]);
  });

  it('are checked again at each Save that starts a sync, and nobody is asked when there are none', async () => {
    await save({ filters: FILTERS });
    await save({ filters: FILTERS });
    expect(asked).toHaveLength(2);
    neighbours.filtersAnswer = null;
    const { status, body } = await save({ filters: { conditions: [], expression: null } });
    expect(status).toBe(200);
    expect(await filtersOfCalls(body.job.jobId)).toContain(undefined);
  });

  it('that are left out of a Save are gone', async () => {
    await save({ filters: FILTERS, enabled: false });
    expect((await read()).filters).toEqual(FILTERS);
    await save({ enabled: false });
    expect(await read()).not.toHaveProperty('filters');
  });

  it('do not keep an admin from switching off while nobody can check them, as long as they stay as they are', async () => {
    const { jobId } = (await save({ filters: FILTERS })).body.job;
    await ended(jobId);
    neighbours.filtersAnswer = null;
    expect(await save({ filters: FILTERS })).toMatchObject({ status: 503, body: { code: 'upstream.unavailable' } });
    const others = { conditions: [{ ...region, value: 'APAC' }], expression: null };
    expect(await save({ filters: others, enabled: false })).toMatchObject({ status: 503 });
    expect(await read()).toMatchObject({ enabled: true, filters: FILTERS });
    expect(await save({ filters: FILTERS, enabled: false })).toMatchObject({ status: 200, body: { job: null } });
    expect(await read()).toMatchObject({ enabled: false, filters: FILTERS });
    const [stored] = await database
      .within(tenantId)
      .query<{ settings: object }>('SELECT settings FROM connection WHERE tenant_id = $1', [tenantId]);
    expect(stored?.settings).toMatchObject({ checkedFilters: CHECKED });
  });

  it('are none after Initiate Sync, and what else was chosen stays (S2)', async () => {
    await save({ filters: FILTERS, enabled: false, lookBackDays: 7 });
    const { body } = await call('POST', 'initiate-sync');
    expect(body.settings).toMatchObject({ enabled: true, lookBackDays: 7 });
    expect(body.settings).not.toHaveProperty('filters');
    expect(new Set(await filtersOfCalls(body.job.jobId))).toEqual(new Set([undefined]));
  });
});
