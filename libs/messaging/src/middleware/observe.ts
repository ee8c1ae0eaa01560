import type { Log } from '../log';
import type { Meter } from '../meter';
import type { Parsed, Passed } from './parse';
import type { HandleChunk } from './transact';

export interface Observer {
  /** Times each chunk, counts and logs its facts and what was ignored, once it has committed. */
  around(next: HandleChunk): HandleChunk;
  passed(passed: Passed): void;
  dead(type: string, code: string): void;
  paused(topic: string, reason: string): void;
}

export function observer(meter: Meter, log: Log): Observer {
  const facts = meter.counter('messaging_facts_total', 'Facts handled', ['type']);
  const ignored = meter.counter('messaging_ignored_total', 'Messages set aside, with the reason', ['type', 'reason']);
  const dead = meter.counter('messaging_dead_letters_total', 'Messages sent to the dead letters', ['type', 'code']);
  const paused = meter.counter('messaging_pauses_total', 'Times a partition was paused', ['topic', 'reason']);
  const seconds = meter.histogram('messaging_chunk_seconds', 'Time to handle a chunk, its transaction included', [
    'topic',
  ]);

  return {
    around: (next) => async (chunk) => {
      const began = performance.now();
      const setAside = await next(chunk);
      const [first] = chunk;
      if (first !== undefined) seconds.observe((performance.now() - began) / 1000, { topic: first.delivery.topic });
      for (const [type, count] of countBy(chunk, ({ fact }) => fact.type)) facts.add(count, { type });
      trace(log, chunk);
      for (const { fact, reason } of setAside) {
        ignored.add(1, { type: fact.type, reason });
        log.debug(
          {
            eventId: fact.id,
            eventType: fact.type,
            tenantId: fact.tenantId,
            correlationId: fact.correlationId,
            reason,
          },
          'fact ignored',
        );
      }
      return setAside;
    },
    passed: ({ type, reason }) => ignored.add(1, { type, reason }),
    dead: (type, code) => dead.add(1, { type, code }),
    paused: (topic, reason) => paused.add(1, { topic, reason }),
  };
}

/** A line a job and chunk, so that a job can be followed by its id; at debug a line a fact, for one call or connection. */
function trace(log: Log, chunk: readonly Parsed[]): void {
  for (const [correlationId, facts] of countBy(chunk, ({ fact }) => fact.correlationId)) {
    log.info({ correlationId, facts }, 'facts handled');
  }
  for (const { fact } of chunk) {
    const { id: eventId, type: eventType, tenantId, subject, correlationId, traceparent } = fact;
    log.debug({ eventId, eventType, tenantId, subject, correlationId, traceparent }, 'fact handled');
  }
}

function countBy(chunk: readonly Parsed[], of: (parsed: Parsed) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const parsed of chunk) counts.set(of(parsed), (counts.get(of(parsed)) ?? 0) + 1);
  return counts;
}
