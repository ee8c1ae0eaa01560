import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Post {
  readonly key: string;
  readonly text: string;
}

/** A channel that people read, as a program sees it: an address to post to. */
export interface Channel {
  readonly url: string;
  readonly posts: readonly Post[];
  /** The next posts are answered 503, until it is open again. */
  closed: boolean;
  close(): Promise<void>;
}

export async function openChannel(): Promise<Channel> {
  const posts: Post[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      if (channel.closed) return void response.writeHead(503).end();
      posts.push({ key: String(request.headers['idempotency-key']), text: (JSON.parse(body) as Post).text });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const channel: Channel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posts,
    closed: false,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return channel;
}
