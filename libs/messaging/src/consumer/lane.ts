import { codeOf, kindOf, messageOf, retryAfterMsOf } from '../middleware/failure';
import { asField, type Log } from '../log';
import { chunkLength } from './chunk-length';
import type { Delivery } from './delivery';
import { LeftGroupError } from './gatherer';

/** What the lane needs of the consumer, for one batch of one partition. */
export interface Lane {
  /** False once the consumer stops: the chunk in hand is finished, no other begun. */
  isRunning(): boolean;
  /** Throws when the group rebalances: the rest of the batch then belongs to whoever gets the partition. */
  heartbeat(): Promise<void>;
  /** All up to and including this one is done: its offset is committed. */
  done(last: Delivery): Promise<void>;
  /** Does the chunk, perhaps together with chunks of other partitions. */
  submit(chunk: readonly Delivery[]): Promise<void>;
  /** Does the chunk by itself. */
  handle(chunk: readonly Delivery[]): Promise<void>;
  readonly chunkLimit: number;
  readonly log: Log;
}

/** A dependency is down: nothing is lost, the rest of the batch comes again. */
export interface Stall {
  readonly error: unknown;
  readonly retryAfterMs: number | null;
}

/**
 * One batch of one partition, chunk by chunk, in order. A chunk that fails is halved until what fails is a single
 * message, which the pipeline then sends to the dead letters: so one poisonous message costs itself only. Offsets are
 * committed after the transaction and only in order, so a crash in between delivers again and skips nothing.
 */
export async function runLane(batch: readonly Delivery[], lane: Lane): Promise<Stall | null> {
  const keys = batch.map(({ key }) => key?.toString('latin1') ?? null);
  for (let from = 0; from < batch.length && lane.isRunning(); ) {
    const length = chunkLength(keys, from, lane.chunkLimit);
    const stall = await runChunk(batch.slice(from, from + length), lane.submit, lane);
    if (stall !== null) return stall;
    from += length;
    await lane.heartbeat();
  }
  return null;
}

async function runChunk(chunk: readonly Delivery[], attempt: Lane['handle'], lane: Lane): Promise<Stall | null> {
  try {
    await attempt(chunk);
  } catch (error) {
    // Thrown on as it came: kafkajs then joins the group anew.
    if (error instanceof LeftGroupError) throw error.cause;
    const kind = kindOf(error);
    if (kind === 'transient' || chunk.length === 1) return { error, retryAfterMs: retryAfterMsOf(error) };
    logHalving(chunk, error, lane.log);
    const middle = chunk.length >> 1;
    for (const half of [chunk.slice(0, middle), chunk.slice(middle)]) {
      await lane.heartbeat();
      if (!lane.isRunning()) return null;
      const stall = await runChunk(half, lane.handle, lane);
      if (stall !== null) return stall;
    }
    return null;
  }
  await lane.done(chunk[chunk.length - 1] as Delivery);
  return null;
}

function logHalving(chunk: readonly Delivery[], error: unknown, log: Log): void {
  const [first] = chunk;
  log.warn(
    {
      topic: first?.topic,
      partition: first?.partition,
      firstOffset: first?.offset,
      messages: chunk.length,
      code: codeOf(error),
      err: asField(error),
    },
    `a chunk of ${chunk.length} failed and is halved: ${messageOf(error)}`,
  );
}
