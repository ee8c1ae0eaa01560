import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expiredCursor } from '../calls/cursor';
import type { Answer } from '../http/answer';
import { html, send } from '../http/answer';
import { GongError } from '../http/gong-error';
import { tooMany } from '../limits/request-limits';
import type { Fault } from './fault';

/** What a fault does before the request is handled: it refuses, or waits, or lets it pass to `spoil` its answer. */
export async function refuseOrDelay(fault: Fault): Promise<Answer | null> {
  switch (fault.kind) {
    case '429':
      throw tooMany(fault.message ?? 'API request limit exceeded', (fault.retryAfterSeconds ?? 1) * 1000);
    case '500':
      throw new GongError(500, fault.message ?? 'Failed to complete the operation due to an unexpected error');
    case '401':
      throw new GongError(401, fault.message ?? 'Access token has been revoked');
    case 'cursor-expired':
      throw expiredCursor(fault.message ?? undefined);
    case '502':
    case '503':
      return gatewayPage(fault);
    case 'slow':
      // Not to hold the process: when it stops, whoever waits is cut off.
      await pause(fault.delayMs, undefined, { ref: false });
      return null;
    default:
      return null;
  }
}

/** Sends the answer as the fault would have it. */
export function spoil(fault: Fault, answer: Answer, response: ServerResponse): void {
  const body = Buffer.from(answer.body);
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (fault.kind === 'cut') {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    response.write(half, () => response.destroy());
  } else if (fault.kind === 'truncated') send(response, { ...answer, body: half });
  else if (fault.kind === 'malformed') send(response, { ...answer, body: malformed(fault, body.toString('utf8')) });
  else send(response, answer);
}

function malformed(fault: Fault, text: string): string {
  if (fault.variant === 'not-json') return '<html><body>Service temporarily unavailable</body></html>';
  const answer = JSON.parse(text) as Record<string, unknown>;
  const list = ['calls', 'users', 'callTranscripts', 'workspaces', 'keywordTrackers'].find((name) =>
    Array.isArray(answer[name]),
  );
  if (list === undefined) return '"unexpected"';
  const items = answer[list] as unknown[];
  if (fault.variant === 'wrong-shape') return JSON.stringify({ ...answer, [list]: { '0': items[0] } });
  return JSON.stringify({ ...answer, [list]: items.map((item, index) => (index === 0 ? spoiled(item) : item)) });
}

/** One item no longer as Gong writes it: its id a number, its start no time. The others are sound. */
function spoiled(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return null;
  if (!('metaData' in item)) return { ...item, id: 12345 };
  return { ...item, metaData: { ...(item.metaData as object), started: 'yesterday at ten' } };
}

function gatewayPage(fault: Fault): Answer {
  const title = fault.kind === '502' ? '502 Bad Gateway' : '503 Service Temporarily Unavailable';
  const retry: Record<string, string> =
    fault.retryAfterSeconds === null ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  return html(
    Number(fault.kind),
    `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    retry,
  );
}
