import { EVENTS } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';

/** By consumer group, as each app is one. */
const HEARD = new Map<string, Set<string>>();
for (const { topic, heardBy } of EVENTS) {
  for (const app of heardBy) HEARD.set(app, (HEARD.get(app) ?? new Set()).add(topic));
}

/** gong-ingest lets calls that are wanted gather for a second; after an error of ours they wait for half a minute or more. */
const SOON = '10 seconds';
/** What lies in the database of anybody's: facts that are not sent; jobs and retries, unless they wait for a later time. */
const WAITING = `
  SELECT 'job' AS what FROM gong_ingest.job WHERE state <> 'ended' AND due_at <= now() + $1::interval
   UNION ALL SELECT 'retry'
        FROM gong_ingest.retry_wanted AS wanted JOIN gong_ingest.connection USING (tenant_id, connection_id)
       WHERE wanted.retry_job_id IS NULL AND wanted.due_at <= now() + $1::interval
         AND state = 'active' AND (settings->>'enabled')::boolean
   UNION ALL SELECT 'retry by hand' FROM execution_log.wanted_retries WHERE told_at IS NULL
   ${[...HEARD.keys(), 'gateway'].map((app) => `UNION ALL SELECT '${app}' FROM ${app.replaceAll('-', '_')}.outbox`).join(' ')}`;

/** A system, as far as it can be asked: also of one in a process of its own. */
interface Asked {
  readonly stack: { readonly servers: { readonly databaseUrl: string; readonly kafkaBrokers: string } };
}

/**
 * Until no job runs, and whatever was told has been heard by everybody whom it concerns: a job that is finished in the log
 * says that of the log alone. The database is looked at after all was heard, and nothing may have been told by then: what is
 * on its way moves from the one to the other.
 */
export async function nothingUnderWay({ stack }: Asked): Promise<void> {
  const brokers = stack.servers.kafkaBrokers.split(',');
  const admin = new Kafka({ clientId: 'e2e', brokers, logLevel: logLevel.NOTHING }).admin();
  const client = new Client({ connectionString: stack.servers.databaseUrl });
  await Promise.all([admin.connect(), client.connect()]);
  try {
    await eventually(
      async () => {
        const before = await endsOf(admin);
        const behind = await unheard(admin, before);
        const { rows } = await client.query<{ what: string }>(WAITING, [SOON]);
        const after = await endsOf(admin);
        const still = [...behind, ...rows.map(({ what }) => what)];
        if (JSON.stringify([...after]) !== JSON.stringify([...before])) still.push('something was told meanwhile');
        if (still.length > 0) throw new Error([...new Set(still)].join(', '));
      },
      { timeoutMs: 60_000, intervalMs: 100, what: 'nothing to be under way' },
    );
  } finally {
    await Promise.all([admin.disconnect(), client.end()]);
  }
}

type Ends = ReadonlyMap<string, readonly { readonly low: number; readonly high: number }[]>;

async function endsOf(admin: Admin): Promise<Ends> {
  const topics = [...new Set([...HEARD.values()].flatMap((each) => [...each]))];
  const ends = topics.map(async (topic) => {
    const partitions = await admin.fetchTopicOffsets(topic);
    const inOrder = [...partitions].sort((one, other) => one.partition - other.partition);
    return [topic, inOrder.map(({ low, high }) => ({ low: Number(low), high: Number(high) }))] as const;
  });
  return new Map(await Promise.all(ends));
}

/** Where a group has not taken everything. */
async function unheard(admin: Admin, ends: Ends): Promise<string[]> {
  const behind: string[] = [];
  for (const [groupId, topics] of HEARD) {
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
      for (const [partition, { low, high }] of (ends.get(topic) ?? []).entries()) {
        const offset = Number(partitions.find((each) => each.partition === partition)?.offset ?? -1);
        if (Math.max(offset, low) < high) behind.push(`${groupId} on ${topic}/${partition}`);
      }
    }
  }
  return behind;
}
