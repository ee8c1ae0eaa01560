import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnection, deleteConnection, listConnections } from '@gong-timeline/contracts';
import { ProblemError } from '../http/problem-error';
import { newServiceKeys } from '../callers/new-service-keys';
import { ServiceCredentials } from '../callers/service-credentials';
import { ServiceClient } from './service-client';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';
const about = { tenantId: 'acme', correlationId: UUID };
const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const cut: Answer = (request) => request.socket.destroy();

describe('ServiceClient', () => {
  const keys = newServiceKeys();
  const seen: IncomingMessage[] = [];
  let answers: Answer[] = [];
  let server: Server;
  let client: ServiceClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = clientOf((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    seen.length = 0;
  });

  const clientOf = (port: number) =>
    new ServiceClient({
      baseUrl: `http://127.0.0.1:${port}`,
      credentials: ServiceCredentials.of('gateway', keys.gateway),
      log: { warn: () => undefined },
    });
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'no error',
      (error: ProblemError) => error.code,
    );

  it('says who asks and for whom, and gives the answer', async () => {
    answers = [json(200, { items: [] })];
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(await client.call(listConnections, { ...about, traceparent })).toEqual({ items: [] });
    const owner = ServiceCredentials.of('connector-auth', keys['connector-auth']);
    expect(owner.callerOf(seen[0]?.headers.authorization?.split(' ')[1] ?? null)).toBe('gateway');
    expect(seen[0]?.headers).toMatchObject({
      'x-tenant-id': 'acme',
      'x-actor-role': 'service',
      'x-request-id': UUID,
      traceparent,
    });
  });

  it('gives nothing for an answer without content', async () => {
    answers = [(_, response) => response.writeHead(204).end()];
    expect(await client.call(deleteConnection, { ...about, params: { connectionId: UUID } })).toBeUndefined();
  });

  it('throws the problem that it was answered, with its code and its fields', async () => {
    const errors = [{ field: 'body.name', message: 'is missing' }];
    answers = [json(409, { code: 'connection.not-usable', detail: 'It was revoked', errors })];
    await expect(client.call(listConnections, about)).rejects.toEqual(
      new ProblemError('connection.not-usable', 'It was revoked', errors),
    );
    expect(seen).toHaveLength(1);
  });

  it('tries a read again when the service is away for a moment', async () => {
    answers = [cut, json(503, { code: 'upstream.unavailable', detail: 'starting' }), json(200, { items: [] })];
    expect(await client.call(listConnections, about)).toEqual({ items: [] });
    expect(seen).toHaveLength(3);
  });

  it('never sends a write twice', async () => {
    answers = [cut];
    const write = client.call(createConnection, { ...about, body: { connector: 'gong', name: 'x' } });
    expect(await codeOf(write)).toBe('upstream.unavailable');
    expect(seen).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['no JSON', (_, response) => response.writeHead(502).end('<html>')],
    ['JSON that is no problem document', json(500, { oops: true })],
    ['a code nobody knows', json(500, { code: '__proto__' })],
    [
      'half an answer',
      (_, response) => response.writeHead(200, { 'content-length': 10 }).write('{', () => response.destroy()),
    ],
  ])('takes %s for a service that is not there', async (_, answer) => {
    answers = [answer];
    const write = client.call(createConnection, { ...about, body: { connector: 'gong', name: 'x' } });
    expect(await codeOf(write)).toBe('upstream.unavailable');
  });

  it('does not wait longer than it was told', async () => {
    answers = [() => undefined];
    const call = client.call(createConnection, { ...about, timeoutMs: 50, body: { connector: 'gong', name: 'x' } });
    await expect(call).rejects.toThrow('connector-auth did not answer in time');
  });

  it('ends with the reason of its caller when that one gives up', async () => {
    answers = [() => undefined];
    const giveUp = new AbortController();
    const call = client.call(listConnections, { ...about, signal: giveUp.signal });
    giveUp.abort(new Error('the process stops'));
    await expect(call).rejects.toThrow('the process stops');
  });

  it('says that nothing answers at an address where nothing listens', async () => {
    const nowhere = clientOf(1);
    expect(await codeOf(nowhere.call(listConnections, about))).toBe('upstream.unavailable');
    await nowhere.close();
  });
});
