import type { Json, TestCompany } from '../../spec/simulator-client';
import { ask, enter, send, startForSpec } from '../../spec/simulator-client';
import type { RunningSimulator } from '../start-simulator';

let running: RunningSimulator;
let acme: TestCompany;
let globex: TestCompany;

beforeAll(async () => {
  running = await startForSpec('acme:150:30d,globex:10:30d');
  acme = await enter(running, 'acme');
  globex = await enter(running, 'globex');
});
beforeEach(async () => {
  await ask(`${running.url}/simulator/faults`, { method: 'DELETE' });
});
afterAll(() => running.stop());

const fault = (body: object) => send(`${running.url}/simulator/faults`, 'POST', { company: 'acme', ...body });
const read = (company = acme, more = {}) => company.post('/v2/calls/extensive', { filter: {}, ...more });

describe('a fault on request', () => {
  it('hits so many requests of its company and path, after so many, and then no more', async () => {
    await fault({ kind: '500', path: '/v2/calls/extensive', times: 2, afterRequests: 1 });
    for (let count = 0; count < 3; count += 1) expect((await read(globex)).status).toBe(200);
    expect((await acme.get('/v2/users')).status).toBe(200);
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await read()).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('429 carries Retry-After and the envelope', async () => {
    await fault({ kind: '429', retryAfterSeconds: 17 });
    const reply = await read();
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '17']);
    expect(reply.json['errors']).toHaveLength(1);
  });

  it.each([['502'], ['503']])('%s is a page of some gateway, not an envelope', async (kind) => {
    await fault({ kind });
    const reply = await read();
    expect(reply.status).toBe(Number(kind));
    expect(reply.headers.get('content-type')).toContain('text/html');
  });

  it('401 comes once with a good token', async () => {
    await fault({ kind: '401' });
    expect([(await read()).status, (await read()).status]).toEqual([401, 200]);
  });

  it('slow answers in the end', async () => {
    await fault({ kind: 'slow', delayMs: 120 });
    const began = performance.now();
    expect((await read()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(115);
  });

  it('cut breaks the connection within the answer', async () => {
    await fault({ kind: 'cut' });
    await expect(read()).rejects.toThrow();
    expect((await read()).status).toBe(200);
  });

  it('truncated is a sound answer with half a body', async () => {
    await fault({ kind: 'truncated' });
    const response = await fetch(`${acme.api}/v2/users`, { headers: { authorization: `Bearer ${acme.token}` } });
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow();
  });

  it('malformed is no JSON, or JSON of another shape, or a page with one bad call', async () => {
    await fault({ kind: 'malformed' });
    expect((await read()).text).toMatch(/^<html>/);
    await fault({ kind: 'malformed', variant: 'wrong-shape' });
    expect(Array.isArray((await read()).json['calls'])).toBe(false);
    await fault({ kind: 'malformed', variant: 'bad-call' });
    const calls = (await read()).json['calls'] as Json[];
    expect(calls[0]?.['metaData']?.['started']).toBe('yesterday at ten');
    expect(calls[1]?.['metaData']?.['started']).toMatch(/^20/);
  });

  it('cursor-expired waits for a request with a cursor', async () => {
    await fault({ kind: 'cursor-expired' });
    const first = await read();
    expect(first.status).toBe(200);
    const second = await read(acme, { cursor: first.json['records']?.['cursor'] });
    expect([second.status, second.json['errors']]).toEqual([400, ['The provided cursor has expired']]);
  });

  it('reaches the token endpoint when it names it', async () => {
    await fault({ kind: '503', path: '/oauth2/generate-customer-token' });
    const pair = await send(`${running.url}/simulator/companies/acme/tokens`, 'POST', {});
    const refresh = () =>
      ask(
        `${running.url}/oauth2/generate-customer-token?grant_type=refresh_token&refresh_token=${pair.json['refresh_token']}`,
        {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from('gong-timeline:simulator-secret').toString('base64')}` },
        },
      );
    expect([(await refresh()).status, (await refresh()).status]).toEqual([503, 200]);
  });

  it('can be listed and taken back', async () => {
    const { id } = (await fault({ kind: '500', times: 9 })).json;
    expect((await ask(`${running.url}/simulator/faults`)).json['faults']).toEqual([
      expect.objectContaining({ id, times: 9 }),
    ]);
    await ask(`${running.url}/simulator/faults/${id}`, { method: 'DELETE' });
    expect((await read()).status).toBe(200);
  });

  it.each([
    [{ kind: '418' }, 'kind: must be one of 429, 500'],
    [{}, 'kind: must be one of'],
    [{ kind: '500', company: 'nobody' }, 'company: there is no "nobody"'],
    [{ kind: '500', path: 'v2/calls' }, 'path: must begin with /v2/ or /oauth2/'],
    [{ kind: '500', times: 0 }, 'times: must be a whole number from 1'],
    [{ kind: '500', retryAfter: 3 }, 'retryAfter: unknown; known are'],
  ])('is refused when badly described: %j', async (body, error) => {
    const reply = await fault(body);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.json['error']).toContain(error);
  });
});

describe('the limits over HTTP', () => {
  it('refuse the fourth request of a second, are counted, and can be changed', async () => {
    const limits = (body: object) => send(`${running.url}/simulator/companies/globex/limits`, 'PUT', body);
    await send(`${running.url}/simulator/stats/reset`, 'POST', {});
    await limits({ requestsPerSecond: 3 });
    const replies = await Promise.all(Array.from({ length: 5 }, () => globex.get('/v2/users')));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect(replies.find((reply) => reply.status === 429)?.headers.get('retry-after')).toBe('1');
    await limits({ requestsPerSecond: 0 });
    expect((await globex.get('/v2/users')).status).toBe(200);
    const stats = (await ask(`${running.url}/simulator/stats`)).json['companies'];
    expect(stats).toMatchObject({ globex: { throttled: 2, requests: { '/v2/users': { 200: 4, 429: 2 } } } });
  });
});
