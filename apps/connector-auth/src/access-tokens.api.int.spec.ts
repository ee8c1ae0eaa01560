import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { consent, type Gong, startGong } from '../test/gong';
import { holdGong } from '../test/held-gong';
import { type Caller, headersFor, type Service, startReplica } from '../test/running-service';
import { AccessTokensApi } from './access-tokens.api';

jest.setTimeout(30_000);
const DAY_MS = 24 * 60 * 60 * 1000;

describe('lending over HTTP', () => {
  const company = 'acme-lending';
  const admin: Caller = { tenantId: 'acme' };
  const ingest: Caller = { tenantId: 'acme', role: 'service' };
  let home: TestDatabase;
  let gong: Gong;
  let service: Service;
  let path: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('lending-api'), startGong(spawnNode)]);
    await gong.addCompany(company);
    service = await startReplica(home, gong);
    const created = await service.call(admin, 'POST', '/api/connections', { connector: 'gong', name: 'Acme Gong' });
    const { searchParams } = await consent(created.body.authorizeUrl, { company });
    await service.call(admin, 'GET', `/api/oauth/gong/callback?${searchParams}`);
    path = `/internal/connections/${created.body.connection.connectionId}/access-token`;
  });
  afterAll(async () => {
    await service?.running.stop();
    await home?.drop();
  });

  it('lends to our own services', async () => {
    const { status, body } = await service.call(ingest, 'POST', path, { refused: null });
    expect(status).toBe(200);
    const calls = await fetch(`${body.apiBaseUrl}/v2/users`, {
      headers: { authorization: `Bearer ${body.accessToken}` },
    });
    expect(calls.status).toBe(200);
  });

  it('lends to no admin, and to nobody without a pass', async () => {
    expect((await service.call(admin, 'POST', path, { refused: null })).body.code).toBe('auth.forbidden');
    const headers = { 'content-type': 'application/json', 'x-tenant-id': 'acme' };
    const open = await fetch(service.running.url + path, { method: 'POST', headers, body: '{"refused":null}' });
    expect(open.status).toBe(401);
  });

  it.each([{}, { refused: 17 }, undefined])('wants to know what Gong refused: %j is not valid', async (body) => {
    expect((await service.call(ingest, 'POST', path, body)).body.code).toBe('request.invalid');
  });

  it('counts its refreshes by what came of them', async () => {
    const { fingerprint } = (await service.call(ingest, 'POST', path, { refused: null })).body;
    await service.call(ingest, 'POST', path, { refused: fingerprint });
    const metrics = await (await fetch(`${service.running.url}/metrics`)).text();
    expect(metrics).toMatch(/gong_token_refreshes_total\{outcome="granted",[^}]*\} 1/);
  });

  it('stores a refresh in hand before it stops, although its caller has gone away', async () => {
    const stored = () => service.running.app.get(Database).within('acme');
    const held = await holdGong(gong);
    const stopping = await startReplica(home, gong, held.config);
    stopping.clock.aheadMs = DAY_MS;
    const generation = async () => {
      const [row] = await stored().query<{ generation: number }>('SELECT generation FROM grants');
      return row?.generation ?? 0;
    };
    const before = await generation();
    const caller = new AbortController();
    const gone = fetch(stopping.running.url + path, {
      method: 'POST',
      headers: { ...headersFor(ingest), 'content-type': 'application/json' },
      body: '{"refused":null}',
      signal: caller.signal,
    });
    await eventually(held.isAsked);
    caller.abort();
    await expect(gone).rejects.toThrow('abort');
    const stopped = stopping.running.stop();
    let isOver = false;
    const refreshing = stopping.running.app.get(AccessTokensApi).beforeApplicationShutdown();
    void refreshing.then(() => (isOver = true));
    await nextTurn();
    const endedBefore = isOver;
    held.letGo();
    await stopped;
    await held.stop();
    expect(endedBefore).toBe(false);
    expect(await generation()).toBe(before + 1);
  });
});
