import { createHash, createHmac } from 'node:crypto';
import { GongError } from '../http/gong-error';
import { sameText } from '../http/same-text';

/** Where a sequence of pages stands. Opaque to clients; the payload has the members seen in real cursors, and ours. */
export interface Cursor {
  company: string;
  /** A digest of path and filter: a cursor continues the request it came from and no other. */
  request: string;
  total: number;
  pageNumber: number;
  /** The last item given: its start in microseconds (0 for users) and its id. */
  afterMicros: number;
  afterId: string;
  /** Ids to be shown once more at the head of the next page. */
  repeats: string[];
  /** Set by the first page; later pages carry it on unchanged. */
  expiresAtMs: number;
}

const header = Buffer.from('{"alg":"HS256"}').toString('base64url');

/** HS256 JWTs, as Gong's cursors are. */
export class Cursors {
  private readonly key: Buffer;

  constructor(seed: string) {
    this.key = createHash('sha256').update(`cursor/${seed}`).digest();
  }

  write(cursor: Cursor): string {
    const { afterId, afterMicros, total, pageNumber, expiresAtMs } = cursor;
    const own = JSON.stringify({ co: cursor.company, rq: cursor.request, at: afterMicros, rp: cursor.repeats });
    const payload =
      `{"callId":${afterId},"total":${total},"pageNumber":${pageNumber},"pageSize":100,` +
      `"time":"${new Date(Math.floor(afterMicros / 1000)).toISOString()}","exp":${expiresAtMs / 1000},"sub":${own}}`;
    const signed = `${header}.${Buffer.from(payload).toString('base64url')}`;
    return `${signed}.${this.sign(signed)}`;
  }

  /** The cursor, or Gong's refusal: forged or foreign ones cannot be verified, old ones have expired. */
  read(text: string, company: string, request: string, nowMs: number): Cursor {
    const [head, body, signature = '', ...rest] = text.split('.');
    if (!body || rest.length > 0 || !sameText(signature, this.sign(`${head}.${body}`))) throw unverified();
    const payload = Buffer.from(body, 'base64url').toString('utf8');
    const claims = JSON.parse(payload) as Claims;
    // Read as text: the number is beyond what JSON.parse keeps exactly.
    const afterId = /^{"callId":(\d+),/.exec(payload)?.[1] ?? '0';
    if (claims.sub.co !== company || claims.sub.rq !== request) throw unverified();
    if (claims.exp * 1000 <= nowMs) throw expiredCursor();
    return {
      company,
      request,
      total: claims.total,
      pageNumber: claims.pageNumber,
      afterMicros: claims.sub.at,
      afterId,
      repeats: claims.sub.rp,
      expiresAtMs: claims.exp * 1000,
    };
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}

interface Claims {
  total: number;
  pageNumber: number;
  exp: number;
  sub: { co: string; rq: string; at: number; rp: string[] };
}

export function expiredCursor(message = 'The provided cursor has expired'): GongError {
  return new GongError(400, message);
}

function unverified(): GongError {
  return new GongError(400, 'Failed to verify cursor');
}

/** What binds a cursor to its request. */
export function digestOf(path: string, filter: unknown): string {
  return createHash('sha256')
    .update(`${path}\n${JSON.stringify(filter)}`)
    .digest('base64url')
    .slice(0, 16);
}
