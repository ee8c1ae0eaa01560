import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Server } from '@grpc/grpc-js';
import { limitConnections } from './limit-pings';

const MOST = 5;

describe('how often a gRPC client may ping (X2)', () => {
  let server: Http2Server;
  let session: ClientHttp2Session;
  let isCalmedDown: boolean;
  beforeEach(async () => {
    server = createServer();
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 });
      stream.end(Buffer.alloc(1_000));
    });
    limitConnections({ http2Servers: new Map([[server, {}]]) } as unknown as Server, MOST);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    isCalmedDown = false;
    session.on('goaway', () => (isCalmedDown = true)).on('error', () => undefined);
    await once(session, 'connect');
  });
  afterEach(async () => {
    session.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const ping = () =>
    new Promise<void>((resolve) => {
      if (session.destroyed || !session.ping(() => resolve())) resolve();
    });
  const receive = async () => {
    const stream = session.request({ ':path': '/' });
    for await (const _ of stream.resume()) continue;
  };

  it('takes as many as it likes from one who receives meanwhile, as clients that measure the network do', async () => {
    for (let times = 0; times < MOST * 4; times += 1) {
      await receive();
      await ping();
    }
    expect(isCalmedDown).toBe(false);
  });

  it('calms down one who pings and receives nothing, after it received, too', async () => {
    await receive();
    for (let times = 0; times < MOST; times += 1) await ping();
    expect(isCalmedDown).toBe(false);
    const told = once(session, 'goaway');
    await ping();
    await told;
    expect(isCalmedDown).toBe(true);
  });
});
