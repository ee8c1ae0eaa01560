import type { RowProblem } from '../row-problem';

/** What one import may leave behind. */
export const MOST_REJECTED_BYTES = 32 * 1024 * 1024;

/** The bad rows of an import, piece by piece, up to a size. */
export class RejectedFile {
  rows = 0;
  bytes = 0;
  complete = true;

  constructor(
    private readonly head: string,
    private readonly most = MOST_REJECTED_BYTES,
  ) {}

  /** What these rows add to the file; null when nothing. */
  add(rows: readonly { readonly problem: RowProblem; again(problem: string): string | Buffer }[]): Buffer | null {
    const parts: Buffer[] = [];
    for (const { problem, again } of rows) {
      if (!this.complete) break;
      const written = Buffer.from(again(describe(problem)) as string);
      const head = this.rows === 0 ? Buffer.from(this.head) : Buffer.alloc(0);
      if (this.bytes + head.length + written.length > this.most) {
        this.complete = false;
        break;
      }
      parts.push(head, written);
      this.bytes += head.length + written.length;
      this.rows += 1;
    }
    return parts.length === 0 ? null : Buffer.concat(parts);
  }
}

/** One line for people, beside the row. */
const describe = ({ line, field, value, message }: RowProblem): string => {
  const what = field === null ? '' : `, ${field}${value === null ? '' : ` ${JSON.stringify(value)}`}`;
  return `line ${line}${what}: ${message}`;
};
