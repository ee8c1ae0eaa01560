import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from './problem-error';
import { toDocument } from './problem.filter';

/** What Node's parser could not read never becomes a request: it is answered here, as every other refusal is. */
export const answerUnreadable = (error: Error & { readonly code?: string }, socket: Duplex): void => {
  const { _httpMessage: answering } = socket as { _httpMessage?: { readonly headersSent: boolean } };
  if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent === true) {
    socket.destroy();
    return;
  }
  const problem = toProblem(error.code);
  const body = JSON.stringify(toDocument(problem, randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
};

const toProblem = (code: string | undefined): ProblemError => {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ProblemError('request.header-too-large', 'Address and headers may have at most 16 KiB together');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ProblemError('request.invalid', 'The request did not come in time');
  }
  return new ProblemError('request.invalid', 'The request is not HTTP');
};
