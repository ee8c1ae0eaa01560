import { type Logger, ProblemError } from '@gong-timeline/runtime';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** Codes of openid-client for what went wrong on the way, not in what was said. */
const ON_THE_WAY = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);
const PLAIN = /^[a-z_]{1,60}$/;

/** What a provider said or did, in words for the person; the log gets the reason, and never what was sent. */
export const toProblem = (error: unknown, log: Logger): ProblemError => {
  const { code, message } = error as { code?: string; message: string };
  const said = error instanceof AuthorizationResponseError || error instanceof ResponseBodyError ? error.error : null;
  log.warn({ reason: message, kind: code, said }, 'sign-in by the provider failed');
  const word = said !== null && PLAIN.test(said) ? ` (${said})` : '';
  if (error instanceof AuthorizationResponseError) {
    return new ProblemError('sign-in.not-allowed', `The provider did not let you in${word}`);
  }
  if (error instanceof ResponseBodyError) {
    return new ProblemError('sign-in.failed', `The provider did not take the sign-in${word}; begin again`);
  }
  if (code === undefined || ON_THE_WAY.has(code)) {
    return new ProblemError('sign-in.provider', 'The sign-in provider does not answer; begin again in a moment');
  }
  return new ProblemError('sign-in.failed', 'What the provider answered cannot be trusted; begin again');
};
