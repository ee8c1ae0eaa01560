import { PROBLEMS, type Problem, type ProblemCode } from '@gong-timeline/contracts';
import { classifyDatabaseError, TenantGoneError } from '@gong-timeline/persistence';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOGGER, type Logger } from '../log/logger';
import { redactText } from '../log/redact';
import { ProblemError } from './problem-error';
import { requestState } from './request-state';

/** Every error of every request, as an RFC 9457 problem document. What is not known beforehand tells nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblemError(error);
    if (problem.status >= 500) this.log.error({ err: error, code: problem.code }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { correlationId } = requestState(request);
    response
      .status(problem.status)
      .set({ ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}), ...problem.headers })
      .type('application/problem+json')
      .send(JSON.stringify(toDocument(problem, correlationId)));
  }
}

/** A secret that was sent where a name belongs is named by its place: answers are kept, and shown to others. */
export const toDocument = (problem: ProblemError, correlationId: string): Problem => ({
  type: `urn:gong-timeline:problem:${problem.code}`,
  title: PROBLEMS[problem.code].title,
  status: problem.status,
  detail: redactText(problem.detail),
  code: problem.code,
  correlationId,
  ...(problem.errors === undefined
    ? {}
    : { errors: problem.errors.map(({ field, message }) => ({ field: redactText(field), message })) }),
  ...(problem.reasons === undefined ? {} : { reasons: [...problem.reasons] }),
});

/** What Nest and Express throw themselves, by status. */
const BY_STATUS: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  400: ['request.invalid', 'The request could not be read'],
  401: ['auth.missing', 'Not signed in'],
  403: ['auth.forbidden', 'Not allowed'],
  404: ['not-found', 'There is nothing at this address'],
  413: ['request.too-large', 'The request is too large'],
};

/** What any error says to a caller. */
export const toProblemError = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const known = error instanceof HttpException ? BY_STATUS[error.getStatus()] : undefined;
  if (known !== undefined) return new ProblemError(...known);
  if (error instanceof TenantGoneError) return new ProblemError('tenant.gone', 'The tenant has been wiped');
  if (classifyDatabaseError(error) === 'transient') {
    return new ProblemError('upstream.unavailable', 'The database does not answer; try again in a moment');
  }
  return new ProblemError(
    'internal.error',
    'Something went wrong on our side; the correlation id finds it in the logs',
  );
};
