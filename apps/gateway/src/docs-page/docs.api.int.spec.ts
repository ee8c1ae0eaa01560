import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { METRICS_TOKEN, TestGateway } from '../../test/gateway';

describe('what anybody may read', () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    gateway = await TestGateway.open(database);
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });
  beforeEach(() => gateway.upstream.forget());

  it('serves the OpenAPI document and a page that loads nothing and runs nothing', async () => {
    const document = await gateway.send(null, 'GET', '/api/openapi.json');
    expect(document.body).toMatchObject({ openapi: '3.1.0' });
    expect(document.text).not.toContain('/internal/');
    const page = await gateway.send(null, 'GET', '/api/docs');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/);
    expect(page.text).not.toMatch(/<script|<link|<img|src=|url\(|style="/);
    const home = await gateway.send(null, 'GET', '/');
    expect(home.text).toContain('/api/docs');
  });

  it('serves the AsyncAPI document and its page in the same way (X1)', async () => {
    const document = await gateway.send(null, 'GET', '/api/asyncapi.json');
    expect(document.body).toMatchObject({ asyncapi: '3.1.0', channels: { 'timeline.activity': {} } });
    const page = await gateway.send(null, 'GET', '/api/docs/events');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/);
    expect(page.text).toContain('timeline.activity-retracted.v1');
  });

  it('is healthy without Kafka, and shows its metrics only to the bearer of its token', async () => {
    expect((await gateway.send(null, 'GET', '/health/ready')).body).toEqual({
      status: 'ready',
      checks: { database: 'ok', migrations: 'ok' },
    });
    expect((await gateway.send(null, 'GET', '/metrics')).status).toBe(401);
    expect((await gateway.send(gateway.tokens.admin, 'GET', '/metrics')).status).toBe(401);
    const metrics = await gateway.send(METRICS_TOKEN, 'GET', '/metrics');
    expect(metrics.text).toMatch(
      /http_request_duration_seconds_count\{app="gateway",operation="createTenant",method="POST",status="201"\}/,
    );
  });
});
