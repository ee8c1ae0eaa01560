import { PROBLEMS, type ProblemCode } from '@gong-timeline/contracts';
import type { FieldError } from './describe-error';

/** Thrown anywhere under a controller; becomes the RFC 9457 answer of that code. `detail` is read by the caller. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly errors?: readonly FieldError[],
    readonly headers?: Readonly<Record<string, string>>,
    /** Probable ones, the likeliest first, where the detail is a sentence that names none. */
    readonly reasons?: readonly string[],
  ) {
    super(`${code}: ${detail}`);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** Also the answer for what belongs to another tenant: whether it exists is not told. */
export const notFound = (what: string): ProblemError => new ProblemError('not-found', `There is no such ${what}`);

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
