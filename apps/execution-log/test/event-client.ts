import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Job } from '@gong-timeline/contracts';

/** A client of server-sent events, as a browser has one. */
export interface EventClient {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** What came until now. */
  readonly jobs: readonly Job[];
  readonly ids: readonly string[];
  /** Resolves when the other side ended the stream properly; rejects when it was cut. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Not by fetch: one that is aborted connects again at once, and keeps the server from stopping. */
export const openEvents = async (url: string, headers: Record<string, string>): Promise<EventClient> => {
  const asked = request(url, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.on('response', resolve).on('error', reject).end(),
  );
  const jobs: Job[] = [];
  const ids: string[] = [];
  const listen = async () => {
    let text = '';
    for await (const piece of response.setEncoding('utf8')) {
      const parts = (text + piece).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s)));
        if (fields.event !== 'job') continue;
        jobs.push(JSON.parse(fields.data) as Job);
        ids.push(fields.id);
      }
    }
  };
  const ended = listen();
  // Who leaves ends it himself: not an error of the spec.
  ended.catch(() => undefined);
  return { status: response.statusCode, headers: response.headers, jobs, ids, ended, leave: () => asked.destroy() };
};
