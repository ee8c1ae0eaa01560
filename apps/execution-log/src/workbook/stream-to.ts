import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Lets `write` write to a reader that may be slow or go away; the signal says that it went. When `write` fails, the
 * reader is cut off, so that half a file never looks whole, and the error is thrown on.
 */
export const streamTo = async (
  reader: Writable,
  write: (to: Writable, signal: AbortSignal) => Promise<void>,
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
