import type { EventDefinition, Fact } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { type Ignored, type Step, stepFor } from '../step';
import type { BatchHandler } from '../subscription';
import { DeadlineError } from './failure';
import type { Parsed } from './parse';

/** Does a chunk, or throws and leaves nothing of it behind. Gives what the handlers set aside. */
export type HandleChunk = (chunk: readonly Parsed[]) => Promise<readonly Ignored[]>;

/**
 * The innermost ring: all handlers of a chunk in one transaction, each called once with all facts of its type, in
 * partition order. When the time is up the connection is cut, so nothing of a handler that still runs can commit:
 * a chunk must end well before the group gives the partition to somebody else. It reaches the tenants of its facts, and
 * no other.
 */
export const transact =
  (database: Database, timeoutMs: number): HandleChunk =>
  async (chunk) => {
    const ignored: Ignored[] = [];
    if (chunk.length === 0) return ignored;
    const groups = byType(chunk);
    const tenants = chunk.map(({ fact }) => fact.tenantId);
    const aboveTenants = chunk.every(({ subscription }) => subscription.aboveTenants === true);
    const reached = aboveTenants ? database : database.within(tenants);
    await withDeadline(timeoutMs, (signal) =>
      reached.transaction((tx) => handleAll(groups, stepFor(tx, ignored)), { signal }),
    );
    return ignored;
  };

interface Group {
  readonly handler: BatchHandler<EventDefinition>;
  readonly facts: Fact[];
}

async function handleAll(groups: readonly Group[], step: Step): Promise<void> {
  for (const { handler, facts } of groups) await handler(facts, step);
}

function byType(chunk: readonly Parsed[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { subscription, fact } of chunk) {
    const group = groups.get(fact.type);
    if (group === undefined) groups.set(fact.type, { handler: subscription.handler, facts: [fact] });
    else group.facts.push(fact);
  }
  return [...groups.values()];
}

async function withDeadline<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new DeadlineError(`not done within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await work(abort.signal);
  } finally {
    clearTimeout(timer);
  }
}
