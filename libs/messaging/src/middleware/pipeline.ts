import type { Clock, Database } from '@gong-timeline/persistence';
import type { Delivery } from '../consumer/delivery';
import type { Log } from '../log';
import type { Meter } from '../meter';
import type { Subscription } from '../subscription';
import { DeadLetterOffice } from './dead-letter';
import { observer } from './observe';
import type { Parsed } from './parse';
import { parser } from './parse';
import { retry } from './retry';
import { transact } from './transact';

export interface PipelineOptions {
  readonly database: Database;
  readonly group: string;
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly chunkTimeoutMs: number;
}

export interface Pipeline {
  /** Resolves when every message of the chunk is handled, passed or in the dead letters; else rejects. */
  handle(chunk: readonly Delivery[]): Promise<void>;
  paused(topic: string, reason: string): void;
}

/** What every message passes through, the outermost ring first. The ring around all of these, halving, is the lane's. */
export function pipeline(options: PipelineOptions): Pipeline {
  const { database, group, clock, log, meter, chunkTimeoutMs } = options;
  const subscriptions = bySubscribedType(options.subscriptions);
  const observe = observer(meter, log);
  const office = new DeadLetterOffice({ database, group, subscriptions, clock, log, onDead: observe.dead });
  const parse = parser(group, subscriptions);
  const handleFacts = observe.around(office.around(retry(transact(database, chunkTimeoutMs))));

  return {
    async handle(chunk) {
      const facts: Parsed[] = [];
      for (const delivery of chunk) {
        const reading = parse(delivery);
        if (reading.kind === 'fact') facts.push(reading.parsed);
        else if (reading.kind === 'passed') observe.passed(reading.passed);
        else await office.buryUnparseable(reading.unparseable);
      }
      await handleFacts(facts);
    },
    paused: observe.paused,
  };
}

function bySubscribedType(subscriptions: readonly Subscription[]): Map<string, Subscription> {
  const byType = new Map<string, Subscription>();
  for (const subscription of subscriptions) {
    const { type } = subscription.event;
    if (byType.has(type)) throw new Error(`${type} is subscribed to twice: which handler would get it?`);
    byType.set(type, subscription);
  }
  return byType;
}
