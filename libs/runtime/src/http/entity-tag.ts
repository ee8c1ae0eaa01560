import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { ProblemError } from './problem-error';

/** A strong entity tag of a state that can be edited: equal if and only if the states are. */
export const entityTag = (state: unknown): string =>
  `"${createHash('sha256').update(canonicalJson(state)).digest('base64url').slice(0, 22)}"`;

const LIST = /^(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*$/;

/** The header as it was sent; null without one. */
export const readIfMatch = (said: string | undefined): string | null => {
  if (said === undefined) return null;
  const text = said.trim();
  if (text === '*' || LIST.test(text)) return text;
  const message = 'expected the ETag of the state that is to be changed, in its quotes';
  throw new ProblemError('request.invalid', `header.if-match ${message}`, [{ field: 'header.if-match', message }]);
};

export interface EditedState {
  /** The tag of what is there; null when nothing is. */
  readonly is: string | null;
  /** The tag of what it would become, where that is known beforehand. */
  readonly becomes?: string;
  /** False: nobody would lose anything, since nothing was ever saved. Then a change need not say what it saw. */
  readonly saved?: boolean;
}

/**
 * To be called under the lock of what is about to be changed (RFC 9110, 13.1.1; record 22). What leaves the state as it is
 * passes: it may be the same request again, whose answer was lost.
 */
export const refuseStale = (ifMatch: string | null, { is, becomes, saved = true }: EditedState): void => {
  if (is !== null && is === becomes) return;
  if (ifMatch === null) {
    if (!saved) return;
    throw preconditionRequired();
  }
  if (is !== null && (ifMatch === '*' || ifMatch.split(/\s*,\s*/).includes(is))) return;
  throw new ProblemError(
    'precondition.failed',
    'Somebody else changed it since you read it, and nothing of yours was saved: read it again and decide anew',
    undefined,
    is === null ? undefined : { etag: is },
  );
};

export const preconditionRequired = (): ProblemError =>
  new ProblemError('precondition.required', 'Send the ETag of the state that you saw as If-Match', [
    { field: 'header.if-match', message: 'is missing; expected the ETag of the state that is to be changed' },
  ]);
