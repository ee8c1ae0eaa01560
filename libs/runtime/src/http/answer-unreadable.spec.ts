import { type AddressInfo, connect } from 'node:net';
import { ExpressServer } from './express-server';

describe('what is not a request (X2)', () => {
  const server = new ExpressServer();
  let port = 0;

  beforeAll(async () => {
    server.initHttpServer();
    await new Promise<void>((resolve) => server.getHttpServer().listen(0, '127.0.0.1', resolve));
    port = (server.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.getHttpServer().close(resolve)));

  const answerTo = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let got = '';
      connect(port, '127.0.0.1')
        .on('data', (piece) => {
          got += piece.toString();
        })
        .on('end', () => resolve(got))
        .on('error', reject)
        .write(text);
    });

  it.each([
    [
      'an address longer than is read',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      431,
      'request.header-too-large',
    ],
    [
      'headers longer than are read',
      `GET / HTTP/1.1\r\nhost: x\r\nx-y: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'request.header-too-large',
    ],
    ['something else than HTTP', 'hello there\r\n\r\n', 400, 'request.invalid'],
  ])('is answered by a problem document: %s', async (_, sent, status, code) => {
    const [head = '', body = ''] = (await answerTo(sent)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code, correlationId: expect.any(String) });
  });
});
