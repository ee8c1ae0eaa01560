import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GongOAuthClient } from './gong-oauth-client';

/** What the simulator does not do: a hostile or broken server in the place of Gong. */
describe('GongOAuthClient', () => {
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const seen: { method: string | undefined; url: URL; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({
      method: request.method,
      url: new URL(request.url ?? '', 'http://gong'),
      headers: request.headers,
      body,
    });
    answer(request, response);
  });
  let client: GongOAuthClient;
  let base: string;

  const clientFor = (
    tokenUrl: string,
    {
      allowedHosts = [new URL(tokenUrl).host],
      timeoutMs = 10_000,
    }: { allowedHosts?: string[]; timeoutMs?: number } = {},
  ) =>
    new GongOAuthClient({
      allowedHosts,
      timeoutMs,
      tokenUrl,
      clientId: 'our-app',
      clientSecret: 'canary-secret',
      redirectUri: 'https://cs.example/api/oauth/gong/callback',
    });
  const says = (status: number, body: string, headers: Record<string, string> = {}) => {
    answer = (_request, response) => void response.writeHead(status, headers).end(body);
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = clientFor(`${base}/oauth2/generate-customer-token`);
  });
  afterAll(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    seen.length = 0;
  });

  it('asks as Gong documents it: parameters in the query, an empty body, our id and secret as Basic', async () => {
    says(200, JSON.stringify({ access_token: 'at', refresh_token: 'rt', expires_in: 60 }));
    await client.exchangeCode('code+/=&1');
    await client.refresh('rt_1');
    const [exchange, refresh] = seen;
    expect(exchange).toMatchObject({ method: 'POST', body: '' });
    expect(exchange?.headers.authorization).toBe(`Basic ${Buffer.from('our-app:canary-secret').toString('base64')}`);
    expect(Object.fromEntries(exchange?.url.searchParams ?? [])).toEqual({
      grant_type: 'authorization_code',
      client_id: 'our-app',
      code: 'code+/=&1',
      redirect_uri: 'https://cs.example/api/oauth/gong/callback',
    });
    expect(Object.fromEntries(refresh?.url.searchParams ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'rt_1',
    });
  });

  it('follows no redirect: our secret would go along', async () => {
    says(307, '', { location: `${base}/elsewhere` });
    expect(await client.refresh('rt_1')).toEqual({ kind: 'unavailable', words: 'Gong answered 307' });
    expect(seen).toHaveLength(1);
  });

  it('does not repeat what it sent when the answer does', async () => {
    answer = (request, response) =>
      void response
        .writeHead(400)
        .end(JSON.stringify({ error: 'invalid_grant', error_description: `rt_1 ${request.headers.authorization}` }));
    const result = await client.refresh('rt_1');
    expect(result).toEqual({ kind: 'grant-invalid', words: 'Gong answered 400 (invalid_grant: [removed] [removed])' });
  });

  it.each([
    [
      'an answer that is too long',
      (response: ServerResponse) => void response.writeHead(200).end('x'.repeat(70_000)),
      /MAX_SIZE/,
    ],
    ['a connection that is cut', (response: ServerResponse) => void response.destroy(), /SOCKET|ECONNRESET/],
  ])('takes %s for no answer', async (_what, act, reason) => {
    answer = (_request, response) => act(response);
    const result = await client.refresh('rt_1');
    expect(result).toEqual({ kind: 'unavailable', words: expect.stringMatching(reason) });
    expect(JSON.stringify(result)).not.toContain('rt_1');
  });

  it('takes an answer that never ends for no answer, once the time is over', async () => {
    answer = (_request, response) => void response.writeHead(200).write('{');
    const impatient = clientFor(`${base}/token`, { timeoutMs: 300 });
    const result = await impatient.refresh('rt_1');
    expect(result).toEqual({ kind: 'unavailable', words: expect.stringMatching(/TimeoutError|TIMEOUT/) });
    expect(JSON.stringify(result)).not.toContain('rt_1');
    await impatient.close();
  });

  it('sends nothing to a host of the inside that is not allowed: the answer would be worth a secret', async () => {
    const astray = clientFor(`${base}/token`, { allowedHosts: [] });
    expect(await astray.refresh('rt_1')).toEqual({
      kind: 'unavailable',
      words: 'Gong did not answer (ADDRESS_REFUSED)',
    });
    expect(seen).toEqual([]);
    await astray.close();
  });

  it('takes a port where nobody listens for no answer', async () => {
    const lost = clientFor('http://127.0.0.1:1/token');
    expect(await lost.refresh('rt_1')).toEqual({ kind: 'unavailable', words: 'Gong did not answer (ECONNREFUSED)' });
    await lost.close();
  });

  it('names the field of an answer that is no token answer', async () => {
    says(200, JSON.stringify({ token: 'at_1' }));
    expect(await client.refresh('rt_1')).toMatchObject({ words: expect.stringContaining('access_token') });
  });
});
