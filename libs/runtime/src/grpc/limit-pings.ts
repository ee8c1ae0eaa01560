import { constants, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Server } from '@grpc/grpc-js';

/** gRPC clients ping every 10 s at the most often. More than this many in a minute is abuse: it costs us, not them. */
const MOST_IN_A_MINUTE = 30;
const MINUTE_MS = 60_000;
/** Each connection costs memory before it has proven anything. */
const MOST_CONNECTIONS = 2_000;

/** grpc-js counts no pings, and shows its HTTP/2 servers to nobody: looked for where 1.14 keeps them, or not started at all. */
export const limitConnections = (server: Server, mostPings = MOST_IN_A_MINUTE): void => {
  const { http2Servers } = server as unknown as { http2Servers?: Map<Http2Server, unknown> };
  if (http2Servers === undefined || http2Servers.size === 0)
    throw new Error('grpc-js keeps its HTTP/2 servers elsewhere');
  for (const http2Server of http2Servers.keys()) {
    http2Server.maxConnections = MOST_CONNECTIONS;
    http2Server.on('session', (session) => limitPings(session, mostPings));
  }
};

const limitPings = (session: ServerHttp2Session, most: number): void => {
  let since = performance.now();
  let pings = 0;
  session.on('ping', () => {
    const now = performance.now();
    if (now - since > MINUTE_MS) [since, pings] = [now, 0];
    pings += 1;
    if (pings <= most || session.destroyed) return;
    session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'));
    session.close();
  });
};
