import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { assertPortFree, freePort } from './free-port';

describe('ports', () => {
  let server: Server;
  beforeEach(() => {
    server = createServer();
  });
  afterEach(() => server.close());

  it('gives a port that can be listened on, below the range of outgoing connections', async () => {
    const port = await freePort();
    expect(port).toBeLessThan(32_000);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  });

  it('gives none twice: whoever chooses all of its ports first listens on none of them yet', async () => {
    const ports = new Set<number>();
    for (let asked = 0; asked < 500; asked += 1) ports.add(await freePort());
    expect(ports.size).toBe(500);
  });

  it.each(['127.0.0.1', '0.0.0.0', '::'])('says which port is taken and who listens on it (%s)', async (host) => {
    const port = await freePort();
    await assertPortFree(port, 'PostgreSQL');
    server.listen(port, host);
    await once(server, 'listening');
    await expect(assertPortFree(port, 'PostgreSQL')).rejects.toMatchObject({
      code: 'stack.port-taken',
      message: expect.stringMatching(
        new RegExp(`^Port ${port}, which PostgreSQL needs, is taken by process ${process.pid} \\(.+\\): stop that or`),
      ),
    });
  });
});
