import { ProblemError } from '@gong-timeline/runtime';
import type { Request } from 'express';
import type { RateDecision } from './rate-limit';

/** So that a caller can slow down before it is refused. Names as in the drafts of the IETF (httpapi-ratelimit-headers). */
export const tellRate = (request: Request, { limit, remaining, resetS }: RateDecision): void => {
  request.res?.set({
    'ratelimit-limit': `${limit}`,
    'ratelimit-remaining': `${remaining}`,
    'ratelimit-reset': `${resetS}`,
  });
};

export const rateLimited = (what: string, { retryAfterS }: RateDecision): ProblemError =>
  new ProblemError('rate.limited', `${what}; try again in ${retryAfterS} s`, undefined, {
    'retry-after': `${retryAfterS}`,
  });
