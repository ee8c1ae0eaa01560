import { type Clock, type Database, TenantGoneError } from '@gong-timeline/persistence';
import { type Delivery, headerText } from '../consumer/delivery';
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

  const handleAll = async (chunk: readonly Delivery[]): Promise<void> => {
    const facts: Parsed[] = [];
    for (const delivery of chunk) {
      const reading = parse(delivery);
      if (reading.kind === 'fact') facts.push(reading.parsed);
      else if (reading.kind === 'passed') observe.passed(reading.passed);
      else await office.buryUnparseable(reading.unparseable);
    }
    await handleFacts(facts);
  };

  /** What comes of a tenant that is being wiped, or was, is set aside, and only that. */
  const handle = async (chunk: readonly Delivery[]): Promise<void> => {
    try {
      await handleAll(chunk);
    } catch (error) {
      const gone = ofGoneTenants(chunk, error);
      if (gone.size === 0) throw error;
      for (const delivery of gone) {
        const type = headerText(delivery.headers, 'ce_type') ?? 'unknown';
        observe.passed({ delivery, type, reason: 'tenant-gone' });
      }
      await handle(chunk.filter((delivery) => !gone.has(delivery)));
    }
  };

  return {
    handle,
    paused: observe.paused,
  };
}

function ofGoneTenants(chunk: readonly Delivery[], error: unknown): ReadonlySet<Delivery> {
  if (!(error instanceof TenantGoneError)) return new Set();
  return new Set(chunk.filter(({ headers }) => error.tenantIds.includes(headerText(headers, 'ce_tenantid') ?? '')));
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
