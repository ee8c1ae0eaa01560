import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { Kafka, logLevel } from 'kafkajs';

/** Posts to a channel when a synced call has a tracker: each Activity once, however often it is told or changes. */
const {
  KAFKA_BROKERS = '127.0.0.1:9092',
  TENANT_ID = 'acme',
  TRACKER = 'Competitors',
  CHANNEL_URL = '',
  POSTED_FILE = 'posted.txt',
  /** Calls that began before are not news: the topic begins with the first call there ever was. */
  SINCE = new Date().toISOString(),
} = process.env;

interface Activity {
  readonly activityId: string;
  readonly subject: string;
  readonly startedAt: string;
  readonly company: { readonly name: string };
  readonly author: { readonly name: string };
  readonly trackers: readonly { readonly name: string; readonly count: number }[];
  readonly recordingUrl: string;
}

const posted = new Set(existsSync(POSTED_FILE) ? readFileSync(POSTED_FILE, 'utf8').split('\n') : []);

async function look(activity: Activity): Promise<void> {
  const tracker = activity.trackers.find(({ name }) => name === TRACKER);
  const isOld = Date.parse(activity.startedAt) < Date.parse(SINCE);
  if (tracker === undefined || isOld || posted.has(activity.activityId)) return;
  const { subject, company, author, recordingUrl } = activity;
  const text = `${company.name}: ${TRACKER} came up ${tracker.count} times in "${subject}" (${author.name}). ${recordingUrl}`;
  const answer = await fetch(CHANNEL_URL, {
    method: 'POST',
    // Should we end between the post and the line in the file, the channel knows by this that it has it.
    headers: { 'content-type': 'application/json', 'idempotency-key': activity.activityId },
    body: JSON.stringify({ text }),
  });
  // kafkajs then takes the message to us again, later.
  if (!answer.ok) throw new Error(`The channel answers ${answer.status}`);
  posted.add(activity.activityId);
  appendFileSync(POSTED_FILE, `${activity.activityId}\n`);
}

async function main(): Promise<void> {
  const kafka = new Kafka({ brokers: KAFKA_BROKERS.split(','), clientId: 'post-to-channel', logLevel: logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: `post-to-channel-${TENANT_ID}`, retry: { retries: 20 } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void consumer.disconnect());
  await consumer.connect();
  await consumer.subscribe({ topic: 'timeline.activity', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { value, headers = {} } }) => {
      const isState = /^timeline\.activity-(created|updated)\.v1$/.test(String(headers.ce_type));
      if (value === null || !isState || String(headers.ce_tenantid) !== TENANT_ID) return;
      await look(JSON.parse(value.toString()) as Activity);
    },
  });
}

void main();
