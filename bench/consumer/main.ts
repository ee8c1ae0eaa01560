import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPICS } from '@gong-timeline/contracts';
import { startKafka } from '@gong-timeline/local-stack';
import { connectKafka, ensureTopics, type Log } from '@gong-timeline/messaging';
import { findRoot } from '@gong-timeline/tools';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { fillTopic } from './fill-topic';
import { readOptions } from './options';
import { type Reading, readTopic } from './read-topic';

const TOPIC = 'timeline.activity';

/**
 * `npm run bench:consumer -- [--events 500000] [--rounds 5]`: events a second of the consumer in `examples/` that rebuilds
 * the Timeline from offset 0, beside a bare kafkajs reader that only counts. A broker of its own, one process.
 */
async function main(): Promise<void> {
  const { events, rounds } = readOptions(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'gong-timeline-consumer-'));
  const broker = await startKafka({ dataDir: join(folder, 'kafka') });
  try {
    const client = connectKafka({ brokers: [broker.brokers], clientId: 'bench', log: quiet });
    await ensureTopics({ kafka: client, topics: { [TOPIC]: TOPICS[TOPIC] } });
    await client.close();
    const kafka = new Kafka({ brokers: [broker.brokers], clientId: 'bench', logLevel: logLevel.ERROR });
    const standing = await fillTopic(kafka, events);

    const Timeline = await exampleTimeline();
    const bare: Reading[] = [];
    const rebuilt: Reading[] = [];
    let bytes = 0;
    // The first round is for the compiler.
    for (let round = 0; round <= rounds; round++) {
      bytes = 0;
      const counted = await readTopic(kafka, TOPIC, events, ({ value }) => {
        bytes += value?.length ?? 0;
      });
      const timeline = new Timeline('acme');
      const folded = await readTopic(kafka, TOPIC, events, (message) => timeline.take(message));
      if (timeline.list().length !== standing) {
        throw new Error(`${timeline.list().length} Activities were rebuilt, ${standing} stand`);
      }
      if (round === 0) continue;
      bare.push(counted);
      rebuilt.push(folded);
    }
    report(events, bytes, bare, rebuilt);
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Examples stand by themselves, as at another team: none of our programs imports them, and this one loads what was built. */
async function exampleTimeline() {
  const file = join(findRoot(__dirname), 'dist', 'examples', 'timeline-consumer-kafkajs', 'timeline');
  const { Timeline } = (await import(file)) as {
    Timeline: new (tenantId: string) => { take(message: KafkaMessage): void; list(): readonly unknown[] };
  };
  return Timeline;
}

const rate = ({ events, seconds }: Reading): number => events / seconds;

function median(readings: readonly Reading[]): Reading {
  const sorted = [...readings].sort((one, other) => rate(one) - rate(other));
  return sorted[sorted.length >> 1] as Reading;
}

function report(events: number, bytes: number, bare: readonly Reading[], rebuilt: readonly Reading[]): void {
  const line = (name: string, readings: readonly Reading[]) => {
    const { seconds, cpuSeconds } = median(readings);
    const rates = readings.map(rate);
    const from = Math.round(Math.min(...rates)).toLocaleString('en');
    const to = Math.round(Math.max(...rates)).toLocaleString('en');
    const perSecond = Math.round(events / seconds).toLocaleString('en');
    return `  ${name.padEnd(28)} ${perSecond}/s (${from} to ${to}), CPU ${((cpuSeconds / events) * 1e6).toFixed(1)} s per 1,000,000`;
  };
  const share = (rate(median(rebuilt)) / rate(median(bare))) * 100;
  process.stdout.write(
    [
      `${events.toLocaleString('en')} events of ${TOPIC} from offset 0, ${Math.round(bytes / events)} bytes a value, medians of ${bare.length}:`,
      line('bare kafkajs, only counting', bare),
      line('rebuilding the Timeline', rebuilt),
      `  rebuilding keeps ${share.toFixed(0)} % of the bare reader's speed`,
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
