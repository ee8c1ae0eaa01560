import { type IncomingMessage, request } from 'node:http';
import type { Job } from '@gong-timeline/contracts';
import type { Tenant } from './system';

export interface JobEvents {
  /** What came until now. */
  readonly jobs: readonly Job[];
  readonly lastEventId: string | null;
  /** Resolves when the other side ended the stream properly. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Live progress as a browser follows it, through the gateway. */
export async function followEvents({ gateway, token }: Tenant, path: string): Promise<JobEvents> {
  const asked = request(new URL(path, gateway.publicUrl), {
    agent: false,
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.on('response', resolve).on('error', reject).end(),
  );
  expect([response.statusCode, response.headers['content-type']]).toEqual([
    200,
    expect.stringContaining('text/event-stream'),
  ]);
  const heard = { jobs: [] as Job[], lastEventId: null as string | null };
  const listen = async () => {
    let text = '';
    for await (const piece of response.setEncoding('utf8')) {
      const parts = (text + piece).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s)));
        if (fields.event !== 'job') continue;
        heard.jobs.push(JSON.parse(fields.data) as Job);
        heard.lastEventId = fields.id;
      }
    }
  };
  const ended = listen();
  // Who leaves ends it himself.
  ended.catch(() => undefined);
  return Object.assign(heard, { ended, leave: () => void asked.destroy() });
}
