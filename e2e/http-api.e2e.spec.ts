import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initiateSync, listGongUsers, listJobs, listTokens } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { findRoot } from '@gong-timeline/tools';
import Ajv2020 from 'ajv/dist/2020';
import { activitiesOf, syncedBy } from './jobs';
import { startSystem, type System, type Tenant } from './system';

interface Described {
  readonly operationId: string;
  readonly 'x-required-role': string;
  readonly parameters: readonly { name: string; in: string; required: boolean; example?: unknown }[];
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}
const document = JSON.parse(readFileSync(join(findRoot(__dirname), 'docs/api/openapi.json'), 'utf8')) as {
  readonly paths: Record<string, Record<string, Described>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
/** Endless: what they say has specs of its own. */
const ENDLESS = ['streamJobsProgress', 'streamJobProgress'];
/** These are asked with ids that there are; what changes or removes other things gets ids that there are not. */
const WITH_REAL_IDS = [
  'startSync',
  'initiateSync',
  'saveSyncSettings',
  'checkFilters',
  'retryJobCalls',
  'saveCustomField',
];

const ajv = new Ajv2020({
  strict: false,
  formats: {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    uri: (text: string) => URL.canParse(text),
  },
});
ajv.addSchema(document, 'openapi.json');
const pointer = (...steps: string[]) =>
  `openapi.json#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

describe('the HTTP API', () => {
  let system: System;
  let tenant: Tenant;
  let operator: string;
  let ids: Record<string, string>;

  beforeAll(async () => {
    system = await startSystem({ companies: 'api:60:30d:clean' });
    operator = readFileSync(system.stack.operatorTokenFile, 'utf8').trim();
    tenant = await system.connectTenant('api', 'api');
    const { connectionId, gateway } = tenant;
    const { job } = await gateway.call(initiateSync, { params: { connectionId } });
    const { calls } = await syncedBy(tenant, job.jobId);
    const [activity] = (await activitiesOf(tenant)).values();
    const users = await eventually(async () => {
      const { items } = await gateway.call(listGongUsers, { params: { connectionId } });
      return items.length > 0 ? items : false;
    });
    ids = {
      connectionId,
      jobId: job.jobId,
      callId: calls[0]?.callId ?? '',
      activityId: activity?.activityId ?? '',
      companyGsid: activity?.company.gsid ?? '',
      gongUserId: users[0]?.gongUserId ?? '',
      tenantId: 'api',
    };
  }, 120_000);
  afterAll(() => system?.stop(), 60_000);

  const send = async (method: string, path: string, init: RequestInit = {}, token: string | null = tenant.token) => {
    const answer = await fetch(`${system.stack.publicUrl}${path}`, {
      method,
      redirect: 'manual',
      ...init,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
    });
    return {
      status: answer.status,
      type: (answer.headers.get('content-type') ?? '').split(';')[0],
      text: await answer.text(),
    };
  };
  const json = (body: unknown, type = 'application/json'): RequestInit => ({
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  it.each(operations.map((each) => [each.operation.operationId, each] as const))(
    'answers what the document says of it: %s (X2)',
    async (operationId, { path, method, operation }) => {
      if (ENDLESS.includes(operationId)) return;
      const real = method === 'get' || WITH_REAL_IDS.includes(operationId);
      const valueOf = (name: string) =>
        (real ? ids[name] : undefined) ?? operation.parameters.find((each) => each.name === name)?.example;
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(valueOf(name))));
      const [content] = Object.entries(operation.requestBody?.content ?? {});
      const role = operation['x-required-role'];
      const init = content === undefined ? {} : json(content[1].example, content[0]);
      const headers = { ...init.headers, ...(method === 'get' ? {} : { 'if-match': '*' }) };
      const token = role === 'operator' ? operator : role === 'public' ? null : tenant.token;
      const answer = await send(method.toUpperCase(), address, { ...init, headers }, token);

      const described = operation.responses[String(answer.status)];
      expect([answer.status, described === undefined, answer.text]).toEqual([answer.status, false, answer.text]);
      if (described?.content === undefined) return;
      expect(Object.keys(described.content)).toContain(answer.type);
      if (!/^application\/([a-z]+\+)?json$/.test(answer.type ?? '')) return;
      const place = pointer(
        'paths',
        path,
        method,
        'responses',
        String(answer.status),
        'content',
        answer.type ?? '',
        'schema',
      );
      const validate = ajv.compile({ $ref: place });
      validate(JSON.parse(answer.text));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  describe('has one effect of a request that is sent again with its Idempotency-Key (X2)', () => {
    const newToken = (name: string, key: string) => {
      const init = json({ name, role: 'member', scopes: ['timeline:read'] });
      return fetch(`${system.stack.publicUrl}/api/tokens`, {
        method: 'POST',
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${tenant.token}`, 'idempotency-key': key },
      });
    };
    const named = async (name: string) =>
      (await tenant.gateway.call(listTokens)).items.filter((token) => token.name === name).length;

    it('a hundred at once: one token, which all are shown who are shown one; later the same answer, marked as such', async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 100 }, () => newToken('a hundred', key)));
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { token?: string; code?: string }[];
      const shown = bodies.flatMap(({ token }) => token ?? []);
      expect([shown.length > 0, new Set(shown).size]).toEqual([true, 1]);
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.every(({ status, headers }) => status === 409 && Number(headers.get('retry-after')) > 0)).toBe(
        true,
      );
      expect(new Set(bodies.flatMap(({ code }) => code ?? []))).toEqual(
        new Set(refused.length > 0 ? ['idempotency.in-progress'] : []),
      );
      expect(await named('a hundred')).toBe(1);

      const again = await newToken('a hundred', key);
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
      expect(await again.json()).toMatchObject({ token: shown[0] });
      expect(await named('a hundred')).toBe(1);
    }, 20_000);

    it('another request with that key is refused, and creates nothing', async () => {
      const key = randomUUID();
      expect((await newToken('the first', key)).status).toBe(201);
      const other = await newToken('the second', key);
      expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency.key-reused' }]);
      expect(await named('the second')).toBe(0);
    });
  });

  describe('refuses bad input as it is documented (X2)', () => {
    const problemOf = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer;
      const { code, errors } = JSON.parse(text) as { code: string; errors?: { field: string }[] };
      return [status, code, errors?.map(({ field }) => field) ?? []];
    };
    const newType = (body: unknown, type?: string) => problemOf(send('POST', '/api/activity-types', json(body, type)));

    it('a field and a parameter that nobody knows', async () => {
      expect(await newType({ name: 'A', colour: 'red' })).toEqual([400, 'request.invalid', ['body.colour']]);
      expect(await problemOf(send('GET', '/api/jobs?colour=red'))).toEqual([400, 'request.invalid', ['query.colour']]);
    });

    it('a cursor of another list, of other filters, and one that is forged', async () => {
      const page = (path: string) => send('GET', path).then(({ text }) => JSON.parse(text) as { nextCursor: string });
      const { nextCursor } = await page('/api/activities?limit=1');
      const refused = [400, 'request.invalid', ['query.cursor']];
      expect(await problemOf(send('GET', `/api/jobs?cursor=${nextCursor}`))).toEqual(refused);
      const company = `/api/companies/${ids['companyGsid']}/activities`;
      expect(await problemOf(send('GET', `${company}?cursor=${nextCursor}`))).toEqual(refused);
      const named = await page('/api/companies?limit=1');
      expect(await problemOf(send('GET', `/api/companies?search=a&cursor=${named.nextCursor}`))).toEqual(refused);
      const [print] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString()) as string[];
      const impossible = [print, '2026-02-30 10:00:00+00', randomUUID()];
      const forged = Buffer.from(JSON.stringify(impossible)).toString('base64url');
      expect(await problemOf(send('GET', `/api/activities?cursor=${forged}`))).toEqual(refused);
    });

    it('a message that is too large', async () => {
      expect((await newType({ name: 'x'.repeat(1_100_000) })).slice(0, 2)).toEqual([413, 'request.too-large']);
      const long = send('GET', `/api/companies?search=${'x'.repeat(20_000)}`);
      expect((await problemOf(long)).slice(0, 2)).toEqual([431, 'request.header-too-large']);
    });

    it('a company, a job and a connection of another tenant: as if they were not there (X3)', async () => {
      const other = await system.connectTenant('api-other', 'api');
      const as = (path: string) => send('GET', path, {}, other.token);
      for (const path of [`/api/jobs/${ids['jobId']}`, `/api/activities/${ids['activityId']}`]) {
        expect((await problemOf(as(path))).slice(0, 2)).toEqual([404, 'not-found']);
      }
      const theirs = await as(`/api/companies/${ids['companyGsid']}/activities`);
      expect([404, 200]).toContain(theirs.status);
      expect((JSON.parse(theirs.text) as { items?: unknown[] }).items ?? []).toEqual([]);
      expect((await other.gateway.call(listJobs)).items).toEqual([]);
    }, 60_000);

    it.each([
      ['letters', '/api/calls/abc/outcomes', 'params.callId'],
      ['21 digits', `/api/calls/${'1'.repeat(21)}/outcomes`, 'params.callId'],
      ['a number where a UUID belongs', '/api/jobs/12', 'params.jobId'],
      ['a UUID in upper case', `/api/jobs/${randomUUID().toUpperCase()}`, 'params.jobId'],
    ])('an id of %s', async (_, path, field) => {
      expect(await problemOf(send('GET', path))).toEqual([400, 'request.invalid', [field]]);
    });

    it('a number in place of a text', async () => {
      expect(await newType({ name: 7 })).toEqual([400, 'request.invalid', ['body.name']]);
      const retry = send('POST', `/api/jobs/${ids['jobId']}/retry`, json({ callIds: [7782342274025937895] }));
      expect(await problemOf(retry)).toEqual([400, 'request.invalid', ['body.callIds[0]']]);
    });

    it('a body that is not JSON, and one of another content type', async () => {
      expect(await newType('{"name": ')).toEqual([400, 'request.invalid', ['body']]);
      expect((await newType('name=A', 'application/x-www-form-urlencoded')).slice(0, 2)).toEqual([
        415,
        'request.media-type',
      ]);
    });
  });
});
