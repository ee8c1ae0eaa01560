import type { NextFunction, Request, Response } from 'express';

const CALLBACK = '/api/oauth/gong/callback';
const PAGE = '/administration/connectors/authorized';

/**
 * Gong sends the admin's browser back to the API. A browser that comes there by itself is led on to the console, which
 * asks the API with the same state and code and shows what came of it in words; a script gets the API's answer as ever.
 */
export const wayBack = (request: Request, response: Response, next: NextFunction): void => {
  if (request.method !== 'GET' || request.originalUrl.split('?', 1)[0] !== CALLBACK) return next();
  if (request.headers['sec-fetch-mode'] !== 'navigate') return next();
  const { search } = new URL(request.originalUrl, 'http://any');
  response.redirect(303, PAGE + search);
};
