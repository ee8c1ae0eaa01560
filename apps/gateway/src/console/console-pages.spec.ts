import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { request } from 'undici';
import { consolePages } from './console-pages';
import { wayBack } from './way-back';

const HTML = { accept: 'text/html' };
const HOUR = 3600;

describe('the console, on the one origin of the API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-pages-'));
  const publicUrl = new URL('https://acme.example');
  const app = express();
  // As Nest mounts a middleware: what it matched is taken off the path.
  app.use('{*path}', wayBack, consolePages({ publicUrl, folder }));
  app.use((_, response) => void response.status(418).send('further on'));
  let server: ReturnType<typeof app.listen>;
  const get = async (path: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') => {
    const { port } = server.address() as AddressInfo;
    const answer = await request(`http://127.0.0.1:${port}${path}`, { headers, method });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve());
    });
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'assets', 'index-AbC1.js'), 'plain');
    writeFileSync(join(folder, 'assets', 'index-AbC1.js.br'), 'squeezed');
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('answers every address of a page with the one page, never kept', async () => {
    for (const path of ['/', '/administration/timeline/integrations', '/companies/%2e%2e/x']) {
      const answer = await get(path, HTML);
      expect([answer.status, answer.headers['cache-control'], answer.headers['etag']]).toEqual([
        200,
        'no-cache',
        undefined,
      ]);
    }
  });

  it('names a new nonce in each page and its policy, and lets nothing inline run', async () => {
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await get('/', HTML);
      const policy = String(answer.headers['content-security-policy']);
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
      expect(answer.text).toContain(`content="${nonce}"`);
      expect(policy).not.toMatch(/unsafe|http:/);
      expect(policy).toContain("script-src 'self';");
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('gives what is named by its content compressed, to be kept for a year', async () => {
    const answer = await get('/assets/index-AbC1.js', { 'accept-encoding': 'br' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': `public, max-age=${365 * 24 * HOUR}, immutable`,
      vary: 'accept-encoding',
    });
    const plain = await get('/assets/index-AbC1.js', { 'accept-encoding': 'identity' });
    expect([plain.text, plain.headers['content-encoding']]).toEqual(['plain', undefined]);
  });

  it('leaves the API, what is asked with another method, and files that are not its own to others', async () => {
    for (const path of [
      '/api/jobs',
      '/API/jobs',
      '/internal/x',
      '/health/ready',
      '/assets/none.js',
      '/assets/..%2fx.js',
    ])
      expect((await get(path)).status).toBe(418);
    expect((await get('/secret.txt')).status).toBe(418);
    expect((await get('/', HTML, 'POST')).status).toBe(418);
  });

  it('leads a browser that comes back from Gong on to the page that tells it, and no script', async () => {
    const led = await get('/api/oauth/gong/callback?code=c&state=s', { 'sec-fetch-mode': 'navigate' });
    expect([led.status, led.headers['location']]).toEqual([
      303,
      '/administration/connectors/authorized?code=c&state=s',
    ]);
    expect((await get('/api/oauth/gong/callback?code=c&state=s', { 'sec-fetch-mode': 'cors' })).status).toBe(418);
  });

  it('says in one line how to build it when it was not', async () => {
    rmSync(join(folder, 'assets'), { recursive: true });
    const answer = await get('/', HTML);
    expect([answer.status, answer.text]).toEqual([
      404,
      'The console is not built: run `npm run build:console`. The API is described at /api/docs.\n',
    ]);
  });
});
