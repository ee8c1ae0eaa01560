import { addAbortSignal, type Readable } from 'node:stream';
import type { OperationDefinition } from '@gong-timeline/contracts';
import { eitherSignal } from '@gong-timeline/runtime';

/** Answers that go on for minutes with little in them (S33). */
export const isEventStream = ({ responseStream }: OperationDefinition): boolean =>
  responseStream?.contentType === 'text/event-stream';

/** Its client connects again and is asked anew who it is: a session that has ended hears no longer than this. */
const LONGEST_MS = 60_000;

/** The pieces of an endless body, each as it comes; ends properly when the signal says so, and after its longest time. */
export async function* untilStopped(
  body: Readable,
  stopping: AbortSignal,
  longestMs = LONGEST_MS,
): AsyncGenerator<Uint8Array> {
  const { signal: ending, leave } = eitherSignal(stopping, AbortSignal.timeout(longestMs));
  try {
    yield* addAbortSignal(ending, body);
  } catch (error) {
    if (!ending.aborted) throw error;
  } finally {
    leave();
  }
}
