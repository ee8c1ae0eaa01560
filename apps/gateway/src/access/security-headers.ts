import type { NextFunction, Request, Response } from 'express';

/** A year: the least that browsers' own lists ask for. Neighbours below the same name decide for themselves. */
const HSTS = 'max-age=31536000';

/** Beside what every answer of every service carries: what only people's browsers at the gateway need. */
export const securityHeaders =
  (publicUrl: URL) =>
  (_request: Request, response: Response, next: NextFunction): void => {
    response.set('cross-origin-opener-policy', 'same-origin');
    if (publicUrl.protocol === 'https:') response.set('strict-transport-security', HSTS);
    next();
  };
