/**
 * One line of a file, numbered from 1; `text` is null when it cannot be read, and `message` says why. `bytes` are null when
 * they were too many to be kept.
 */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly text: null; readonly message: string; readonly bytes: Buffer | null };

export const LONGEST_LINE_BYTES = 64 * 1024;
const NEW_LINE = 0x0a;

/**
 * Splits a stream of bytes into lines as it comes: what is read ahead is one piece of the stream and one line, however
 * large the file, and the sender is held up while lines are worked on. Blank lines are counted in numbers; they are left
 * out unless they may be part of something longer.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  { keepBlank = false }: { readonly keepBlank?: boolean } = {},
): AsyncGenerator<Line> {
  let line = 1;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  const take = (part: Buffer): void => {
    begunBytes += part.length;
    // What is too long is counted, not kept.
    if (begunBytes <= LONGEST_LINE_BYTES) begun.push(part);
    else begun = [];
  };
  const end = (): Line | null => {
    const ended = toLine(line, begunBytes, begun, keepBlank);
    line += 1;
    begun = [];
    begunBytes = 0;
    return ended;
  };

  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let to = bytes.indexOf(NEW_LINE); to !== -1; to = bytes.indexOf(NEW_LINE, from)) {
      take(bytes.subarray(from, to));
      const ended = end();
      if (ended !== null) yield ended;
      from = to + 1;
    }
    // Copied: a piece of the stream may be much larger than the line that it ends with.
    if (from < bytes.length) take(Buffer.from(bytes.subarray(from)));
  }
  const last = begunBytes === 0 ? null : end();
  if (last !== null) yield last;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

const toLine = (line: number, length: number, parts: readonly Buffer[], keepBlank: boolean): Line | null => {
  if (length > LONGEST_LINE_BYTES) {
    const message = `expected a line of at most ${LONGEST_LINE_BYTES} bytes, got ${length}`;
    return { line, text: null, message, bytes: null };
  }
  const [only] = parts;
  const bytes = only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { line, text: null, message: 'expected text in UTF-8', bytes };
  }
  return keepBlank || text.trim() !== '' ? { line, text } : null;
};
