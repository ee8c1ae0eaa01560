import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { request } from 'undici';
import { outboundAgent } from './outbound-agent';
import { publicLookup } from './public-lookup';

/** A name server of our own: the answers of each name, one after the other; the last one stays. */
const namesOf = (names: Record<string, readonly string[][]>): { lookup: LookupFunction; asked: string[] } => {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const answers = names[hostname] ?? [];
    const addresses = answers[Math.min(asked.filter((name) => name === hostname).length, answers.length - 1)] ?? [];
    asked.push(hostname);
    const family = (address: string) => (address.includes(':') ? 6 : 4);
    if (options.all)
      return callback(
        null,
        addresses.map((address) => ({ address, family: family(address) })),
      );
    return callback(null, addresses[0] ?? '', family(addresses[0] ?? ''));
  };
  return { lookup, asked };
};

describe('outboundAgent', () => {
  const seen: string[] = [];
  const server = createServer((asked, response) => {
    seen.push(asked.url ?? '');
    if (asked.url === '/away') response.writeHead(307, { location: '/elsewhere' }).end();
    else if (asked.url === '/long') response.end('x'.repeat(5_000));
    else if (asked.url !== '/never') response.end('here');
  });
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen.length = 0;
  });

  const bounds = { connectTimeoutMs: 5_000, answerTimeoutMs: 5_000, maxAnswerBytes: 1_000 };
  /** What came of one request: its status, or the code of its error. */
  const ask = async (
    url: string,
    options: { allowedHosts?: string[]; lookup?: LookupFunction; answerTimeoutMs?: number } = {},
  ) => {
    const agent = outboundAgent({ allowedHosts: [], ...bounds, ...options });
    try {
      const { statusCode, body } = await request(url, { dispatcher: agent });
      await body.text();
      return statusCode;
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      await agent.destroy();
    }
  };

  it.each([
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'https://2130706433:PORT/',
    'https://[::1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://[64:ff9b::7f00:1]:PORT/',
    'https://localhost:PORT/',
    'http://us-1.api.gong.io:PORT/',
  ])('refuses %s when it is used, whatever was saved', async (url) => {
    expect(await ask(url.replace('PORT', String(port)))).toBe('ADDRESS_REFUSED');
    expect(seen).toEqual([]);
  });

  it.each([[['127.0.0.1']], [['10.0.0.1']], [['169.254.169.254']], [['::ffff:10.0.0.1']], [['fd00::1']]])(
    'refuses a public name that leads to %j',
    async (addresses) => {
      const { lookup, asked } = namesOf({ 'us-1.api.gong.io': [addresses] });
      expect(await ask(`https://us-1.api.gong.io:${port}/`, { lookup })).toBe('ADDRESS_REFUSED');
      expect(asked).toEqual(['us-1.api.gong.io']);
      expect(seen).toEqual([]);
    },
  );

  it('refuses a name of which one address of several is not public', async () => {
    const { lookup } = namesOf({ 'us-1.api.gong.io': [['8.8.8.8', '127.0.0.1']] });
    expect(await ask(`https://us-1.api.gong.io:${port}/`, { lookup })).toBe('ADDRESS_REFUSED');
  });

  it('refuses a name that was public and leads inside the next time it is asked (re-binding)', async () => {
    const { lookup, asked } = namesOf({ 'us-1.api.gong.io': [['8.8.8.8', '2606:4700::1111'], ['127.0.0.1']] });
    const resolve = (all: boolean) =>
      new Promise((answer) =>
        publicLookup(lookup)('us-1.api.gong.io', { all }, (error, found) => answer(error?.code ?? found)),
      );
    expect(await resolve(true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect(await resolve(true)).toBe('ADDRESS_REFUSED');
    expect(await resolve(false)).toBe('ADDRESS_REFUSED');
    // And it is asked at each connection: nothing is remembered of the answer before.
    const saved = namesOf({ 'us-1.api.gong.io': [['127.0.0.1']] });
    const agent = outboundAgent({ allowedHosts: [], ...bounds, lookup: saved.lookup });
    const again = () => request(`https://us-1.api.gong.io:${port}/`, { dispatcher: agent }).then(String, codeOf);
    expect([await again(), await again(), saved.asked.length]).toEqual(['ADDRESS_REFUSED', 'ADDRESS_REFUSED', 2]);
    await agent.destroy();
    expect([asked.length, seen]).toEqual([3, []]);
  });

  it('goes where the operator allows it, by host and port, and there only', async () => {
    const { lookup } = namesOf({ 'gong.internal': [['127.0.0.1']] });
    expect(await ask(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port}`] })).toBe(200);
    expect(await ask(`http://gong.internal:${port}/`, { allowedHosts: [`gong.internal:${port}`], lookup })).toBe(200);
    expect(await ask(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port + 1}`] })).toBe('ADDRESS_REFUSED');
  });

  it('follows no redirect, waits no longer and reads no more than it is told', async () => {
    const allowedHosts = [`127.0.0.1:${port}`];
    expect(await ask(`http://127.0.0.1:${port}/away`, { allowedHosts })).toBe(307);
    // For this one alone: a busy machine may be as long over an answer that does come.
    const hurried = { allowedHosts, answerTimeoutMs: 300 };
    expect(await ask(`http://127.0.0.1:${port}/never`, hurried)).toBe('UND_ERR_HEADERS_TIMEOUT');
    expect(await ask(`http://127.0.0.1:${port}/long`, { allowedHosts })).toBe('UND_ERR_RES_EXCEEDED_MAX_SIZE');
    expect(seen).toEqual(['/away', '/never', '/long']);
  });
});

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
