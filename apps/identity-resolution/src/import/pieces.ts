import type { ReadRow } from './read-row';

/** One transaction each: large enough to be cheap, small enough to hold up calls for a moment only. */
const PIECE_ROWS = 1_000;
const PIECE_BYTES = 1024 * 1024;

/** The rows of a file in pieces, by number and by size: what is in memory is bounded, whatever the rows are like. */
export async function* piecesOf<R>(rows: AsyncIterable<ReadRow<R>>): AsyncGenerator<readonly ReadRow<R>[]> {
  let piece: ReadRow<R>[] = [];
  let bytes = 0;
  for await (const row of rows) {
    piece.push(row);
    bytes += row.bytes;
    if (piece.length < PIECE_ROWS && bytes < PIECE_BYTES) continue;
    yield piece;
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) yield piece;
}
