import { randomUUID } from 'node:crypto';
import { defineOperation, retryWanted } from '@gong-timeline/contracts';
import { connectKafka, ensureTopics, on, type Step } from '@gong-timeline/messaging';
import { Database, isolateTenants, outboxMigration, outboxTenantsMigration } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Controller, Inject, Module } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import type { QueryRunner } from 'typeorm';
import { newServiceKeys } from '../callers/new-service-keys';
import { ServiceCredentials } from '../callers/service-credentials';
import { Implements } from '../http/implements';
import { Input, type InputOf } from '../http/input';
import { createLogger } from '../log/logger';
import { defineService } from './define-service';
import { type RunningService, startService } from './start-service';

const retryCall = defineOperation({
  operationId: 'retryCall',
  method: 'POST',
  path: '/api/calls/{callId}/retry',
  owner: 'gong-ingest',
  access: 'admin',
  tag: 'Calls',
  summary: 'Tell that a call can be read again',
  params: Type.Object({ callId: Type.String() }),
  status: 204,
  problems: [],
});

@Controller()
class CallsApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(retryCall) async retry(@Input() input: InputOf<typeof retryCall>): Promise<void> {
    const { params, identity, correlationId, traceparent } = input;
    const data = { ...retryWanted.example, callId: params.callId };
    const about = { tenantId: identity.tenantId, correlationId, causationId: correlationId, traceparent };
    await this.database.within(identity.tenantId).transaction(async (tx) => tx.tell(retryWanted, { ...about, data }));
  }
}

@Module({ controllers: [CallsApi] })
class CallsModule {}

class Heard1000000000004 {
  readonly name = 'Heard1000000000004';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE heard (tenant_id text, call_id text, correlation_id text, PRIMARY KEY (tenant_id, call_id))',
    );
    for (const statement of isolateTenants('heard')) await runner.query(statement);
  }
  async down(): Promise<void> {}
}

const record = async (
  facts: readonly { tenantId: string; correlationId: string; data: { callId: string } }[],
  step: Step,
) => {
  for (const { tenantId, correlationId, data } of facts) {
    await step.tx.query('INSERT INTO heard VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      tenantId,
      data.callId,
      correlationId,
    ]);
  }
};

const keys = newServiceKeys();

describe('a service that hears what it tells', () => {
  let database: TestDatabase;
  let service: RunningService;
  const log = createLogger({ app: 'calls', level: 'silent' });
  const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
  const tenantId = uniqueName('tenant');

  const definition = () =>
    defineService({
      name: 'gong-ingest',
      schema: 'calls',
      migrations: [outboxMigration, outboxTenantsMigration, Heard1000000000004],
      subscriptions: [on(retryWanted, record)],
      consumerGroup: uniqueName('group'),
      module: CallsModule,
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: database.applicationUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        KAFKA_BROKERS: brokers,
        ...keys['gong-ingest'],
        LOG_LEVEL: 'info',
      },
    });

  beforeAll(async () => {
    database = await testDatabase('calls');
    const kafka = connectKafka({ brokers: brokers.split(','), clientId: 'spec', log });
    await ensureTopics({ kafka });
    await kafka.close();
    service = await startService(definition(), { log });
  }, 20_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  }, 20_000);

  it('becomes ready once it really consumes, takes a request, tells, hears and keeps its correlation id', async () => {
    await eventually(
      async () => {
        const report = await (await fetch(`${service.url}/health/ready`)).json();
        expect(report).toEqual({
          status: 'ready',
          checks: { database: 'ok', migrations: 'ok', broker: 'ok', outbox: 'ok', consumers: 'ok' },
        });
      },
      { timeoutMs: 15_000 },
    );
    const correlationId = randomUUID();
    const response = await fetch(`${service.url}/api/calls/7782342274025937895/retry`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ServiceCredentials.of('gateway', keys.gateway).bearerFor('gong-ingest')}`,
        'x-tenant-id': tenantId,
        'x-actor-id': 'ann',
        'x-actor-role': 'admin',
        'x-request-id': correlationId,
      },
    });
    expect(response.status).toBe(204);
    const heard = await eventually(async () => {
      const [row] = await service.app
        .get(Database)
        .within(tenantId)
        .query<Record<string, string>>('SELECT * FROM heard WHERE tenant_id = $1', [tenantId]);
      return row ?? null;
    });
    expect(heard).toEqual({ tenant_id: tenantId, call_id: '7782342274025937895', correlation_id: correlationId });
    // Counted once the broker's word is there: the consumer may be faster.
    await eventually(async () => {
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toMatch(/outbox_messages_sent_total\{app="gong-ingest"\} [1-9]/);
    });
  }, 30_000);

  it('stops within seconds with its consumers and its relay, and starts again', async () => {
    const began = performance.now();
    await service.stop();
    expect(performance.now() - began).toBeLessThan(8_000);
    service = await startService(definition(), { log });
  }, 30_000);
});
