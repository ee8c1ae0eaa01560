import { addAbortSignal, type Readable } from 'node:stream';
import type { OperationDefinition } from '@gong-timeline/contracts';

/** Answers that go on for minutes with little in them (S33). */
export const isEventStream = ({ responseStream }: OperationDefinition): boolean =>
  responseStream?.contentType === 'text/event-stream';

/** The pieces of an endless body, each as it comes; ends properly when the signal says so. */
export async function* untilStopped(body: Readable, stopping: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* addAbortSignal(stopping, body);
  } catch (error) {
    if (!stopping.aborted) throw error;
  }
}
