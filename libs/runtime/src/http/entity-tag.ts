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

/**
 * To be called under the lock of what is about to be changed (RFC 9110, 13.1.1; record 22). `tag`: of what is there, null
 * when nothing is. `saved`: whether anybody would lose something; only then a change must say what it saw.
 */
export const refuseStale = (ifMatch: string | null, tag: string | null, saved = true): void => {
  if (ifMatch === null) {
    if (!saved) return;
    throw preconditionRequired();
  }
  if (tag !== null && (ifMatch === '*' || ifMatch.split(/\s*,\s*/).includes(tag))) return;
  throw new ProblemError(
    'precondition.failed',
    'Somebody else changed it since you read it, and nothing of yours was saved: read it again and decide anew',
    undefined,
    tag === null ? undefined : { etag: tag },
  );
};

export const preconditionRequired = (): ProblemError =>
  new ProblemError('precondition.required', 'Send the ETag of the state that you saw as If-Match', [
    { field: 'header.if-match', message: 'is missing; expected the ETag of the state that is to be changed' },
  ]);
