import { LOGGER, type Logger, ProblemFilter, requestState, toProblemError } from '@gong-timeline/runtime';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ERROR_PAGE_HEADERS, signInErrorPage } from './sign-in-error-page';

/** Where a browser is led by somebody else's page, a problem is a page; a script gets the document as everywhere. */
@Catch()
export class ShowToPeople implements ExceptionFilter {
  private readonly documents: ProblemFilter;

  constructor(@Inject(LOGGER) private readonly log: Logger) {
    this.documents = new ProblemFilter(log);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblemError(error);
    if (!isNavigation(request) || response.headersSent) return this.documents.catch(error, host);
    if (problem.status >= 500) this.log.error({ err: error, code: problem.code }, 'request failed');
    response
      .status(problem.status)
      .set({ ...ERROR_PAGE_HEADERS, ...problem.headers })
      .type('html')
      .send(signInErrorPage(problem, requestState(request).correlationId));
  }
}

const isNavigation = ({ headers }: Request): boolean =>
  (headers.accept ?? '').includes('text/html') && (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate';
