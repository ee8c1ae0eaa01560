import { parseArgs } from 'node:util';
import {
  connectKafka,
  type DeadLetterFilter,
  discardDeadLetters,
  type Log,
  listDeadLetters,
  replayDeadLetters,
} from '@gong-timeline/messaging';
import { findRoot } from '../stack/find-root';
import { loadDotEnv, readStackSettings } from '../stack/settings';
import { describeDeadLetter } from './describe-dead-letter';

const USAGE = `Usage: npm run dead-letters -- list    [filters] [--value]
       npm run dead-letters -- replay  [filters | <reference> ...]
       npm run dead-letters -- discard [filters | <reference> ...]

Filters: --group <consumer group>  --topic <topic>  --tenant <tenant>  --type <event type>  --job <job id>  --all
A replay sends the message again to the group that could not take it; discard forgets it for good. Both want a
reference, a filter or --all.`;

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      group: { type: 'string' },
      topic: { type: 'string' },
      tenant: { type: 'string' },
      type: { type: 'string' },
      job: { type: 'string' },
      all: { type: 'boolean', default: false },
      value: { type: 'boolean', default: false },
    },
  });
  const [verb, ...references] = positionals;
  if (verb !== 'list' && verb !== 'replay' && verb !== 'discard') throw new Error(USAGE);
  const filter: DeadLetterFilter = {
    ...(values.group !== undefined && { group: values.group }),
    ...(values.topic !== undefined && { topic: values.topic }),
    ...(values.tenant !== undefined && { tenantId: values.tenant }),
    ...(values.type !== undefined && { eventType: values.type }),
    ...(values.job !== undefined && { correlationId: values.job }),
  };
  if (verb !== 'list' && references.length === 0 && Object.keys(filter).length === 0 && !values.all)
    throw new Error(USAGE);

  loadDotEnv(findRoot(__dirname));
  const settings = readStackSettings(process.env);
  const brokers = (settings.KAFKA_BROKERS ?? `${settings.HOST}:${settings.KAFKA_PORT}`).split(',');
  const kafka = connectKafka({ brokers, clientId: 'gong-timeline-dead-letters', log: quiet });
  try {
    const letters = await listDeadLetters(kafka, filter);
    if (verb === 'list') {
      for (const letter of letters) say(describeDeadLetter(letter, values.value));
      return say(`${letters.length} dead ${letters.length === 1 ? 'letter' : 'letters'}`);
    }
    const chosen = references.length > 0 ? references : letters.map((letter) => letter.reference);
    const { done, unknown, withheld } = await (verb === 'replay' ? replayDeadLetters : discardDeadLetters)(
      kafka,
      chosen,
    );
    say(`${done.length} ${verb === 'replay' ? 'replayed' : 'discarded'}`);
    if (withheld.length > 0) {
      say(
        `${withheld.length} not replayed: they held a call's content, of which nothing is kept. Their calls end as internal.error and are read at Gong again by themselves; discard these letters, or retry the calls from the execution log.`,
      );
    }
    if (unknown.length > 0) throw new Error(`There is no dead letter ${unknown.join(', ')}.`);
  } finally {
    await kafka.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
