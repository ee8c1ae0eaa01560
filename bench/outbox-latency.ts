import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callOutcome, TOPICS } from '@gong-timeline/contracts';
import { startKafka, startPostgres } from '@gong-timeline/local-stack';
import { connectKafka, ensureTopics, KafkaConsumers, type Log, OutboxRelay, on } from '@gong-timeline/messaging';
import { Database, migrate, outboxMigration, outboxTenantsMigration } from '@gong-timeline/persistence';
import { testRoles } from '@gong-timeline/testing';

/** Facts, and how many a second: a light load. */
const FACTS = Number(process.argv[2] ?? 1_000);
const PER_SECOND = Number(process.argv[3] ?? 50);
const WARM_UP = 50;
const AIMS_MS = { p50: 20, p99: 100 };

/**
 * `node dist/bench/outbox-latency.js [facts] [per second]`: from a commit until a consumer has the fact in its hand,
 * which is a little later than Kafka has it. Servers of its own, with fsync, as in production.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-timeline-bench-'));
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), durable: true }),
    startKafka({ dataDir: join(folder, 'kafka') }),
  ]);
  try {
    const latencies = await measure(postgres.url, kafka.brokers);
    report(latencies.slice(WARM_UP).sort((a, b) => a - b));
  } finally {
    await Promise.all([postgres.stop(), kafka.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, brokers: string): Promise<number[]> {
  const schema = 'bench';
  const { ownerUrl, applicationUrl, applicationRole } = await testRoles(url);
  await migrate({ ownerUrl, schema, applicationRole, migrations: [outboxMigration, outboxTenantsMigration] });
  const database = await Database.connect({ url: applicationUrl, schema, applicationName: 'timeline-writer' });
  const client = connectKafka({ brokers: [brokers], clientId: 'bench', log: quiet });
  await ensureTopics({ kafka: client, topics: TOPICS });
  const relay = new OutboxRelay({ database, kafka: client, log: quiet });
  const committedAt = new Map<string, number>();
  const latencies: number[] = [];
  const hear = on(callOutcome, async (facts) => {
    const now = performance.now();
    for (const { data } of facts) latencies.push(now - (committedAt.get(data.callId) ?? now));
  });
  const consumers = new KafkaConsumers({
    kafka: client,
    database,
    groupId: 'bench',
    subscriptions: [hear],
    log: quiet,
    onFatal: (error) => {
      throw error;
    },
  });
  relay.start();
  consumers.start();
  while (!consumers.health().ready) await pause(50);
  for (let n = 0; n < FACTS + WARM_UP; n++) {
    const began = performance.now();
    const callId = String(7_000_000_000_000_000_000n + BigInt(n));
    await database.within('bench').transaction(async (tx) => {
      const data = { ...callOutcome.example, callId };
      tx.tell(callOutcome, { tenantId: 'bench', correlationId: 'bench', causationId: null, traceparent: null, data });
    });
    committedAt.set(callId, performance.now());
    await pause(Math.max(0, 1_000 / PER_SECOND - (performance.now() - began)));
  }
  while (latencies.length < FACTS + WARM_UP) await pause(20);
  await consumers.close();
  await relay.stop();
  await client.close();
  await database.close();
  return latencies;
}

function report(sorted: readonly number[]): void {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const verdict = (value: number, aim: number) => `${ms(value)} (aim: under ${aim} ms) ${value < aim ? 'yes' : 'NO'}`;
  process.stdout.write(
    [
      `From commit to a consumer's hand, ${sorted.length} facts at ${PER_SECOND}/s:`,
      `  p50  ${verdict(at(0.5), AIMS_MS.p50)}`,
      `  p90  ${ms(at(0.9))}`,
      `  p99  ${verdict(at(0.99), AIMS_MS.p99)}`,
      `  max  ${ms(at(1))}`,
      '',
    ].join('\n'),
  );
}

const complain = (fields: object, message: string) =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };

void main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
