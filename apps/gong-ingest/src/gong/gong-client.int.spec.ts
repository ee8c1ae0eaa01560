import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uniqueName, spawnNode } from '@gong-timeline/testing';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { GongClient } from './gong-client';

const signal = new AbortController().signal;
const everything = { fromDateTime: '2015-01-01T00:00:00Z', toDateTime: '2100-01-01T00:00:00Z' };

describe('GongClient', () => {
  let gong: Gong;
  let company: GongCompany;
  let access: { apiBaseUrl: string; accessToken: string };
  let client: GongClient;

  beforeAll(async () => {
    gong = await startGong(spawnNode);
    client = clientFor(new URL(gong.url).host);
  });
  afterAll(async () => {
    await client.close();
    await gong?.stop();
  });
  beforeEach(async () => {
    company = await gong.company(uniqueName('company'), 150);
    access = { apiBaseUrl: company.apiBaseUrl, accessToken: await company.token() };
  });

  const clientFor = (...allowedHosts: string[]) => new GongClient({ now: () => new Date() }, undefined, allowedHosts);
  const calls = (cursor: string | null = null) => client.calls(access, everything, cursor, signal);
  const failure = async (of: Promise<unknown>) =>
    of.then(
      () => 'none',
      (error: unknown) => error,
    );

  it('reads calls page by page: a cursor leads on, and is missing on the last page', async () => {
    const first = await calls();
    const second = await calls(first.cursor);
    expect([first.items.length, second.items.length, first.total, second.cursor]).toEqual([100, 50, 150, null]);
    const ids = [...first.items, ...second.items].map((item) => (item as { metaData: { id: string } }).metaData.id);
    expect(new Set(ids).size).toBe(150);
    expect(first.bytes).toBeGreaterThan(10_000);
  });

  it('asks for what S12 and S14 need, and never for media', async () => {
    const { items } = await calls();
    expect(items[0]).toMatchObject({ parties: expect.any(Array), content: { trackers: expect.any(Array) } });
    const blocks = new Set(items.flatMap((item) => Object.keys(item as object)));
    expect(blocks).toEqual(new Set(['metaData', 'context', 'parties', 'content']));
    const hasAccount = items.some((item) => JSON.stringify(item).includes('"objectType":"Account"'));
    expect(hasAccount).toBe(true);
  });

  it('reads the users', async () => {
    expect((await client.users(access, null, signal)).items.length).toBeGreaterThan(5);
  });

  it('takes the 404 of a filter that finds nothing for an empty answer, and any other 404 for a mistake', async () => {
    expect(await client.calls(access, { callIds: ['1'] }, null, signal)).toEqual({
      items: [],
      cursor: null,
      total: 0,
      bytes: 0,
    });
    const elsewhere = { ...access, apiBaseUrl: `${access.apiBaseUrl}/nowhere` };
    expect(await failure(client.calls(elsewhere, everything, null, signal))).toMatchObject({
      action: 'refuse',
      status: 404,
    });
  });

  it.each([
    [{ kind: '500' as const }, { action: 'try-again', status: 500 }],
    [{ kind: '503' as const }, { action: 'try-again', status: 503 }],
    [{ kind: 'cut' as const }, { action: 'try-again', status: 0 }],
    [{ kind: 'truncated' as const }, { action: 'try-again', status: 200 }],
    [
      { kind: 'malformed' as const, variant: 'not-json' as const },
      { action: 'try-again', status: 200 },
    ],
    [
      { kind: 'malformed' as const, variant: 'wrong-shape' as const },
      { action: 'try-again', status: 200 },
    ],
    [
      { kind: '429' as const, retryAfterSeconds: 17 },
      { action: 'wait', status: 429, retryAfterMs: 17_000 },
    ],
    [{ kind: '401' as const }, { action: 'new-token', status: 401 }],
  ])('says what to do about %j', async (fault, expected) => {
    await company.fault(fault);
    expect(await failure(calls())).toMatchObject(expected);
    expect((await calls()).items).toHaveLength(100);
  });

  it('says that a window is to be read again when its cursor expired or is no cursor', async () => {
    await company.fault({ kind: 'cursor-expired' });
    const { cursor } = await calls();
    expect(await failure(calls(cursor))).toMatchObject({ action: 'restart-window', status: 400 });
    expect(await failure(calls('no-cursor'))).toMatchObject({ action: 'restart-window', status: 400 });
  });

  it('says what Gong said, and never the token', async () => {
    const error = await failure(client.calls({ ...access, accessToken: 'canary-token' }, everything, null, signal));
    expect(error).toMatchObject({ action: 'new-token', message: expect.stringMatching(/HTTP 401\): \S/) });
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('canary');
  });

  it('can be cut short', async () => {
    await company.fault({ kind: 'slow', delayMs: 60_000 });
    const job = new AbortController();
    const asked = client.calls(access, everything, null, job.signal);
    job.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
  });

  describe('at an address that is not Gong', () => {
    let server: Server;
    let answer: (request: IncomingMessage) => { status: number; headers?: Record<string, string>; body: string };
    beforeAll(async () => {
      server = createServer((request, response) => {
        const { status, headers, body } = answer(request);
        response.writeHead(status, headers).end(body);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      astray = clientFor(new URL(there().apiBaseUrl).host);
    });
    afterAll(async () => {
      await astray.close();
      server.close();
    });
    let astray: GongClient;
    const there = () => ({
      apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      accessToken: 'token',
    });

    it('follows no redirect: the token is for this address only', async () => {
      answer = () => ({ status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' });
      expect(await failure(astray.users(there(), null, signal))).toMatchObject({ action: 'refuse', status: 302 });
    });

    it('takes no 200 without a list for an empty page', async () => {
      answer = () => ({ status: 200, body: '{}' });
      expect(await failure(astray.users(there(), null, signal))).toMatchObject({ action: 'try-again', status: 200 });
    });

    it('says of what was said only what can be stored: it becomes the reason of a job', async () => {
      answer = () => ({ status: 500, body: JSON.stringify({ errors: [`out\0 of ${'🚀'.repeat(200)}`] }) });
      const { message } = (await failure(astray.users(there(), null, signal))) as Error;
      expect(message).toMatch(/out of 🚀/);
      expect(message).not.toMatch(/\0|\p{Surrogate}/u);
    });

    it('does not read an answer of any size into memory', async () => {
      answer = () => ({ status: 200, body: `{"users":["${'x'.repeat(33 * 1024 * 1024)}"]}` });
      expect(await failure(astray.users(there(), null, signal))).toMatchObject({ action: 'try-again', status: 0 });
    });

    it('sends nothing to the inside, whatever was saved as the address of the API', async () => {
      const asked = jest.fn(() => ({ status: 200, body: '{"users":[]}' }));
      answer = asked;
      const strict = clientFor();
      expect(await failure(strict.users(there(), null, signal))).toMatchObject({
        action: 'refuse',
        message: expect.stringMatching(/^The address of Gong's API is not a public one/),
      });
      expect(asked).not.toHaveBeenCalled();
      await strict.close();
    });
  });
});
