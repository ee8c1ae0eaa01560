import type { Readable } from 'node:stream';
import { ProblemError } from '@gong-timeline/runtime';

export const LARGEST_FILE_BYTES = 1024 * 1024 * 1024;

/**
 * The body of a request as it comes, up to the size of a file. A reader that stops in the middle does not cut the sender
 * off: he would never read why. What is left is read by `drain` and thrown away, then he can be answered.
 */
export class RequestBody implements AsyncIterable<Uint8Array> {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private bytes = 0;

  constructor(
    request: Readable,
    private readonly largest = LARGEST_FILE_BYTES,
  ) {
    this.pieces = (request as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  /** Without `return`: a loop that is left early would end the request by it. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.next() };
  }

  async drain(): Promise<void> {
    while ((await this.next()).done !== true);
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    const piece = await this.pieces.next();
    if (piece.done === true) return piece;
    this.bytes += piece.value.length;
    if (this.bytes > this.largest) throw tooLarge(this.largest);
    return piece;
  }
}

export const tooLarge = (largest: number): ProblemError =>
  new ProblemError(
    'request.too-large',
    `A file may have ${largest} bytes; send the rows in several files. Rows that came before this is told are imported.`,
  );
