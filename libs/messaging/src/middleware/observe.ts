import type { Log } from '../log';
import type { Meter } from '../meter';
import type { Parsed, Passed } from './parse';
import type { HandleChunk } from './transact';

export interface Observer {
  /** Times each chunk and counts its facts and what was ignored, once it has committed. */
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
      for (const [type, count] of countByType(chunk)) facts.add(count, { type });
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

function countByType(chunk: readonly Parsed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fact } of chunk) counts.set(fact.type, (counts.get(fact.type) ?? 0) + 1);
  return counts;
}
