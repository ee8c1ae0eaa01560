import { constants, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Server } from '@grpc/grpc-js';

/**
 * Of pings while we send nothing: gRPC clients then ping every 10 s at the most often. More than this many in a minute is
 * abuse: it costs us, not them. While they receive, clients in Go, Java and C++ ping all the time to measure how fast the
 * network is, so what we send begins the count anew, as in gRPC's own servers.
 */
const MOST_IN_A_MINUTE = 30;
const MINUTE_MS = 60_000;
/** Answers to pings and settings come to less between two pings; headers or data of an answer to more. */
const CONTROL_BYTES = 100;
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
  let sentBefore = 0;
  session.on('ping', () => {
    const now = performance.now();
    const sent = session.destroyed ? sentBefore : session.socket.bytesWritten;
    if (now - since > MINUTE_MS || sent - sentBefore > CONTROL_BYTES) [since, pings] = [now, 0];
    sentBefore = sent;
    pings += 1;
    if (pings <= most || session.destroyed) return;
    session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'));
    session.close();
  });
};
