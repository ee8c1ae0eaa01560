import type { Readable } from 'node:stream';
import { findJsonFault } from './find-json-fault';
import { findUnstorable, UNSTORABLE_MESSAGE } from './find-unstorable';
import { ProblemError } from './problem-error';

export interface BodyLimits {
  readonly maxBytes: number;
  /** For the whole body: a client that dribbles holds a connection, no longer than this. */
  readonly timeoutMs: number;
}

/** Reads a JSON request body of bounded size and time. An empty body is `undefined`. */
export const readJsonBody = async (
  request: Readable & { headers: Record<string, string | string[] | undefined> },
  limits: BodyLimits,
): Promise<unknown> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new ProblemError('request.media-type', 'Send the body without compression');
  const bytes = await readBytes(request, limits);
  if (bytes.length === 0) return undefined;
  const type = String(request.headers['content-type'] ?? '');
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    throw new ProblemError('request.media-type', 'Send the body as application/json');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    refuseFault(text);
    const body: unknown = JSON.parse(text);
    refuseUnstorable(body);
    return body;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('request.invalid', 'The body is not JSON', [
      { field: 'body', message: 'expected JSON in UTF-8' },
    ]);
  }
};

const refuseFault = (text: string): void => {
  const fault = findJsonFault(text, 'body');
  if (fault === null) return;
  throw new ProblemError('request.invalid', `The body is not taken: ${fault.field} ${fault.message}`, [fault]);
};

const refuseUnstorable = (body: unknown): void => {
  const found = findUnstorable(body, 'body');
  if (found === null) return;
  throw new ProblemError('request.invalid', `The body cannot be stored: ${found.field} ${UNSTORABLE_MESSAGE}`, [
    { field: found.field, message: UNSTORABLE_MESSAGE },
  ]);
};

const readBytes = (request: Readable, limits: BodyLimits): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (error: Error | null): void => {
      clearTimeout(timer);
      request.removeAllListeners('data').removeAllListeners('end');
      if (error === null) return resolve(Buffer.concat(chunks, size));
      request.resume();
      reject(error);
    };
    const tooSlow = new ProblemError('request.invalid', `The body did not come within ${limits.timeoutMs / 1000} s`);
    const timer = setTimeout(() => end(tooSlow), limits.timeoutMs);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.maxBytes) chunks.push(chunk);
      else end(new ProblemError('request.too-large', `The body may have at most ${limits.maxBytes} bytes`));
    });
    request.on('end', () => end(null));
    request.on('error', end);
    request.on('aborted', () => end(new ProblemError('request.invalid', 'The request was cut off')));
  });
