import { randomUUID } from 'node:crypto';
import { connectionActivated } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { type Neighbours, type Service, startNeighbours, startWhole } from '../test/running-service';
import { rememberConnectionOnConnectionActivated } from './remember-connection-on-connection-activated';

describe("what is left of a Gong company's day (S11)", () => {
  const apiBase = 'https://api.acme.gong.example';
  const [acme, beta] = [uniqueName('acme'), uniqueName('beta')];
  const [acmes, betas, others] = [randomUUID(), randomUUID(), randomUUID()];
  let home: TestDatabase;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase('gong-quota');
    neighbours = await startNeighbours(() => {
      throw new Error('Nobody asks Gong here');
    });
    service = await startWhole(home, neighbours);
    database = service.running.app.get(Database);
    const connect = (tenantId: string, connectionId: string, apiBaseUrl: string) =>
      deliver(
        database,
        rememberConnectionOnConnectionActivated,
        factOf(connectionActivated, tenantId, { connectionId, name: 'Acme Gong', apiBaseUrl, scopes: [] }),
      );
    await connect(acme, acmes, apiBase);
    await connect(beta, betas, apiBase);
    await connect(acme, others, 'https://api.other.gong.example');
  });
  afterAll(async () => {
    await service?.running.stop();
    await neighbours?.close();
    await home?.drop();
  });

  const quota = (tenantId: string, connectionId: string) =>
    service.call(tenantId, 'GET', `/api/connections/${connectionId}/gong-quota`);
  const used = (count: number, { day = 'today', blockedFor = '-1 second' } = {}) =>
    database.query(
      `INSERT INTO gong_rate (api_base, next_slot_at, day, used, blocked_until)
       VALUES ($1, now(), ($3::text::timestamptz AT TIME ZONE 'UTC')::date, $2, now() + $4::interval)
       ON CONFLICT (api_base) DO UPDATE SET day = excluded.day, used = excluded.used, blocked_until = excluded.blocked_until`,
      [apiBase, count, day === 'today' ? new Date().toISOString() : day, blockedFor],
    );

  it('is all of it before the first request, and begins anew at midnight in UTC', async () => {
    const before = Date.now();
    const { status, body } = await quota(acme, acmes);
    expect(status).toBe(200);
    expect(body).toEqual({ usedToday: 0, perDay: 1_000_000, resetsAt: expect.any(String), blockedUntil: null });
    expect(body.resetsAt).toMatch(/T00:00:00\.000Z$/);
    const inMs = Date.parse(body.resetsAt) - before;
    expect([inMs > -60_000, inMs <= 86_400_000]).toEqual([true, true]);
  });

  it('is counted for the company, whoever asked it, and for no other company', async () => {
    await used(1_234);
    expect((await quota(acme, acmes)).body.usedToday).toBe(1_234);
    expect((await quota(beta, betas)).body.usedToday).toBe(1_234);
    expect((await quota(acme, others)).body.usedToday).toBe(0);
  });

  it('forgets what was used on another day, but not that Gong asked us to wait', async () => {
    await used(999, { day: '2026-01-01T12:00:00Z', blockedFor: '1 hour' });
    const { usedToday, blockedUntil } = (await quota(acme, acmes)).body;
    expect(usedToday).toBe(0);
    expect(Math.abs(Date.parse(blockedUntil) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    await used(5, { blockedFor: '-1 second' });
    expect((await quota(acme, acmes)).body).toMatchObject({ usedToday: 5, blockedUntil: null });
  });

  it("is told of the tenant's own connections only", async () => {
    expect(await quota(acme, betas)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await quota(acme, randomUUID())).toMatchObject({ status: 404 });
  });
});
