import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A slow line takes a piece within a fraction of this; who takes none is held for gone, for his place is another's. */
const STALLED_MS = 5 * 60_000;

/**
 * Lets `write` write to a reader that may be slow or go away; the signal says that it went. When `write` fails, the
 * reader is cut off, so that half a file never looks whole, and the error is thrown on.
 */
export const streamTo = async (
  reader: Writable,
  write: (to: Writable, signal: AbortSignal) => Promise<void>,
  stalledMs = STALLED_MS,
): Promise<'sent' | 'reader-left'> => {
  const between = new PassThrough();
  const left = new AbortController();
  const ended = pipeline(between, reader).then(
    () => 'sent' as const,
    (error: unknown) => {
      left.abort(error);
      return 'reader-left' as const;
    },
  );
  const patience = setTimeout(() => {
    // While it is the writer who has nothing, nobody keeps him waiting.
    if (reader.writableNeedDrain || reader.writableEnded) reader.destroy();
    else patience.refresh();
  }, stalledMs);
  reader.on('drain', () => patience.refresh());
  void ended.finally(() => clearTimeout(patience));
  try {
    await write(between, left.signal);
  } catch (error) {
    if (!left.signal.aborted) {
      between.destroy(error as Error);
      await ended;
      throw error;
    }
  }
  return ended;
};
