import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  addTenantAdmin,
  callCaptured,
  createTenant,
  INSTALLATION,
  listActivities,
  listInstallationAuditEntries,
  resumeTenant,
  suspendTenant,
  TOPICS,
  whoAmI,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { findRoot, GatewayClient } from '@gong-timeline/tools';
import { Kafka, logLevel } from 'kafkajs';
import { readTopics, type TopicMessage } from './find-traces';
import { saveAndStart, sync } from './jobs';
import { type System, startSystem, type Tenant } from './system';
import { marksIn, settledRows, tablesHolding } from './tenant-rows';

const root = findRoot(__dirname);
const [GONE, STAYS] = ['wiped-7q', 'stays-4k'] as const;

/** Two tenants go through a sync; one of them is suspended, resumed and wiped while a job of it runs. */
describe('the end of a tenant (X3)', () => {
  let system: System;
  let operator: GatewayClient;
  let gone: Tenant;
  let stays: Tenant;
  let marks: readonly string[];
  let before: { readonly rows: Record<string, readonly string[]>; readonly topics: ReadonlyMap<string, string> };

  beforeAll(async () => {
    system = await startSystem({
      companies: `${GONE}:120:60d,${STAYS}:60:60d`,
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000', GRPC_PORT: '0' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    const { publicUrl, operatorTokenFile } = system.stack;
    operator = new GatewayClient(publicUrl, readFileSync(operatorTokenFile, 'utf8').trim());
    gone = await system.connectTenant(GONE, GONE);
    stays = await system.connectTenant(STAYS, STAYS);
    for (const tenantId of [GONE, STAYS]) {
      const body = { email: `ada@${tenantId}.example`, name: `Ada of ${tenantId}` };
      await operator.call(addTenantAdmin, { params: { tenantId }, body });
    }
    await Promise.all([gone, stays].map((tenant) => sync(tenant)));
  }, 240_000);
  afterAll(() => system?.stop(), 30_000);

  const tenants = async (...args: readonly string[]) => {
    const env = {
      ...process.env,
      GATEWAY_URL: system.stack.publicUrl,
      OPERATOR_TOKEN_FILE: system.stack.operatorTokenFile,
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/tools/tenants/main.js', ...args], {
      env,
      cwd: root,
    });
    return stdout.trim().split('\n');
  };
  const isOf = ({ key, type, value }: TopicMessage, tenantId: string) =>
    type !== 'undefined' && (key.startsWith(`${tenantId}/`) || value.includes(tenantId));
  /** The newest of each key of the compacted topics. */
  const statesOf = async (tenantId: string) => {
    const compacted = Object.entries(TOPICS).flatMap(([topic, { cleanup }]) => (cleanup === 'compact' ? [topic] : []));
    const newest = new Map<string, string>();
    for (const { topic, key, value } of await readTopics(system, compacted)) {
      if (!key.startsWith(`${tenantId}/`)) continue;
      if (value === 'null') newest.delete(`${topic} ${key}`);
      else newest.set(`${topic} ${key}`, value);
    }
    return newest;
  };

  it('is held while it is suspended, and goes on as it was afterwards', async () => {
    const activities = (await gone.gateway.call(listActivities, { query: { limit: 200 } })).items.length;
    expect(activities).toBeGreaterThan(0);
    await operator.call(suspendTenant, { params: { tenantId: GONE } });
    await expect(gone.gateway.call(whoAmI)).rejects.toThrow('tenant.suspended');
    expect((await stays.gateway.call(whoAmI)).tenantId).toBe(STAYS);
    await operator.call(resumeTenant, { params: { tenantId: GONE } });
    expect((await gone.gateway.call(listActivities, { query: { limit: 200 } })).items.length).toBeGreaterThanOrEqual(
      activities,
    );
  });

  it('has traces in tables of every service and in many topics before', async () => {
    await deadLetter();
    const rows = await settledRows(system, GONE);
    before = { rows: await settledRows(system, STAYS), topics: await statesOf(STAYS) };
    const others = marksIn(before.rows);
    marks = [GONE, `ada@${GONE}.example`, ...[...marksIn(rows)].filter((mark) => !others.has(mark))];
    expect(marks.length).toBeGreaterThan(500);
    const schemas = new Set((await tablesHolding(system, marks)).map((place) => place.split('.')[0]));
    expect(schemas.size).toBe(6);
    expect((await statesOf(GONE)).size).toBeGreaterThan(50);
    expect(before.topics.size).toBeGreaterThan(20);
  }, 180_000);

  it('is wiped by a command, with a job of it running, and the command says that nothing is left', async () => {
    await saveAndStart(gone, 90);
    await expect(tenants('wipe', GONE, '--confirm', STAYS)).rejects.toThrow('does not name the tenant');
    const said = await tenants('wipe', GONE, '--confirm', GONE);
    expect(said.at(-1)).toMatch(/^wiped-7q: wiped at .*; 0 rows and messages$/);
    expect(said.filter((line) => / 0$/.test(line)).length).toBeGreaterThan(30);
    expect(await tenants('left', GONE)).toEqual(said.slice(-(await tenants('left', GONE)).length));
  }, 180_000);

  it('has left nothing in any column of any table of any schema', async () => {
    expect(await tablesHolding(system, marks)).toEqual([]);
  }, 60_000);

  it('has left nothing in any topic but what compaction has yet to take away', async () => {
    expect([...(await statesOf(GONE)).keys()]).toEqual([]);
    const limited = Object.entries(TOPICS).flatMap(([topic, { cleanup }]) => (cleanup === 'delete' ? [topic] : []));
    const left = (await readTopics(system, limited)).filter((message) => isOf(message, GONE));
    expect(left).toEqual([]);
  }, 60_000);

  it('has left no name, address or title in any file', async () => {
    const folder = join(system.stack.dataDir, 'logs');
    const logs = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8').toLowerCase());
    const people = marks.filter((mark) => mark.includes('@'));
    expect(people.length).toBeGreaterThan(50);
    expect(people.filter((mark) => logs.some((log) => log.includes(mark)))).toEqual([]);
  });

  it('is as if it had never been for the other tenant: every row and every message is the same, byte for byte', async () => {
    expect(await settledRows(system, STAYS)).toEqual(before.rows);
    expect(await statesOf(STAYS)).toEqual(before.topics);
  }, 60_000);

  it('is proven by one entry in the log of the installation, without its name', async () => {
    const items = await eventually(
      async () => {
        const { items: entries } = await operator.call(listInstallationAuditEntries, {
          query: { action: 'tenant.wiped' },
        });
        expect(entries).toHaveLength(1);
        return entries;
      },
      { timeoutMs: 15_000, intervalMs: 250, what: 'the entry of the wipe' },
    );
    expect(items[0]).toMatchObject({ objectKind: 'tenant', actorRole: 'service' });
    expect(JSON.stringify(items)).not.toContain(GONE);
    expect(INSTALLATION).not.toContain(GONE);
  }, 30_000);

  it('does not come back by a fact of it that comes late, nor by its id', async () => {
    const late = { ...callCaptured.example, callId: '77' };
    await produce('gong.calls.v1', `${GONE}/77`, JSON.stringify(late), headersOf('77'));
    await produce('gong.calls.v1', `${GONE}/78`, '{"not json', headersOf('78'));
    await expect(operator.call(createTenant, { body: { tenantId: GONE, name: 'Initech' } })).rejects.toThrow(
      'never given again',
    );
    await sync(stays);
    expect(await tablesHolding(system, [GONE])).toEqual([]);
    expect(await statesOf(GONE)).toEqual(new Map());
  }, 120_000);

  /** A message of the tenant that nobody can take. */
  const deadLetter = async () => {
    await produce('gong.calls.v1', `${GONE}/1`, '{"not json', headersOf('1'));
    await eventually(
      async () => {
        const letters = await readTopics(system, ['dead-letters.v1']);
        expect(letters.some(({ key }) => key.includes('gong.calls.v1'))).toBe(true);
      },
      { timeoutMs: 30_000, intervalMs: 500, what: 'the dead letter' },
    );
  };
  const headersOf = (subject: string) => ({
    ce_specversion: '1.0',
    ce_id: `id-${subject}`,
    ce_type: callCaptured.type,
    ce_source: 'e2e',
    ce_time: '2026-03-03T12:00:00.000Z',
    ce_subject: subject,
    ce_tenantid: GONE,
    ce_correlationid: 'e2e',
  });
  const produce = async (topic: string, key: string, value: string, headers: Record<string, string>) => {
    const brokers = system.stack.servers.kafkaBrokers.split(',');
    const producer = new Kafka({ clientId: 'e2e', brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    try {
      await producer.send({ topic, messages: [{ key, value, headers }] });
    } finally {
      await producer.disconnect();
    }
  };
});
