import { randomUUID } from 'node:crypto';
import type { OperationDefinition } from '@gong-timeline/contracts';
import { Agent } from 'undici';

/** How an operation is called, with ids that there are. */
export interface Way {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly stream?: { readonly contentType: string; readonly body: string };
  readonly ifMatch?: string;
}

export interface Answer {
  readonly status: number;
  /** All that was said, headers too: an id in a Location or a Link is told as well. */
  readonly text: string;
}

/** Who asks: the headers that say it. */
export type As = Readonly<Record<string, string>>;
export const byToken = (token: string): As => ({ authorization: `Bearer ${token}` });
/** As a page of ours sends it, so that only the identity can be what is refused. */
export const bySession = (cookie: string, publicUrl: string): As => ({
  cookie,
  origin: publicUrl,
  'sec-fetch-site': 'same-origin',
  'x-requested-with': 'gong-timeline',
});

const TIMEOUT_MS = 30_000;

/** Keeps its connections, so that a hundred thousand requests are no hundred thousand connections. */
export class Asker {
  private readonly agent = new Agent({ connections: 32, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });

  close(): Promise<void> {
    return this.agent.close();
  }

  async ask(
    origin: string,
    { method, path }: Pick<OperationDefinition, 'method' | 'path'>,
    way: Way,
    as: As,
  ): Promise<Answer> {
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(way.params?.[name] ?? ''));
    const search = new URLSearchParams(way.query).toString();
    const body = way.stream?.body ?? (way.body === undefined ? null : JSON.stringify(way.body));
    const type = way.stream?.contentType ?? (way.body === undefined ? undefined : 'application/json');
    const leaving = new AbortController();
    const answer = await this.agent.request({
      origin,
      method,
      path: search === '' ? address : `${address}?${search}`,
      headers: {
        ...(type !== undefined && { 'content-type': type }),
        ...(way.ifMatch !== undefined && { 'if-match': way.ifMatch }),
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...as,
      },
      body,
      signal: leaving.signal,
    });
    const heads = JSON.stringify(answer.headers);
    if (String(answer.headers['content-type']).startsWith('text/event-stream')) {
      // Endless: what it tells has a spec of its own.
      answer.body.on('error', () => undefined);
      leaving.abort();
      return { status: answer.statusCode, text: heads };
    }
    return { status: answer.statusCode, text: `${heads}\n${await answer.body.text()}` };
  }
}
