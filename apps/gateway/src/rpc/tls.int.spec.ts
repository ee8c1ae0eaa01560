import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallFailed, type ConnectionOptions, connect, timeline, TimelineService } from '@gong-timeline/client';
import { selfSigned, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { TestGateway } from '../../test/gateway';
import { RpcUpstream } from '../../test/rpc-upstream';

describe('gRPC over TLS (X2, X3)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-tls-'));
  const { certificate, privateKey } = selfSigned();
  const files = { GRPC_TLS_CERT_FILE: join(folder, 'cert.pem'), GRPC_TLS_KEY_FILE: join(folder, 'key.pem') };
  let database: TestDatabase;
  let upstream: RpcUpstream;
  let gateway: TestGateway;
  beforeAll(async () => {
    writeFileSync(files.GRPC_TLS_CERT_FILE, certificate);
    writeFileSync(files.GRPC_TLS_KEY_FILE, privateKey, { mode: 0o600 });
    database = await testDatabase('gateway_tls');
    upstream = new RpcUpstream();
    const owner = await upstream.start();
    gateway = await TestGateway.open(database, {
      GRPC_PORT: 0,
      GONG_INGEST_GRPC: owner,
      IDENTITY_RESOLUTION_GRPC: owner,
      TIMELINE_WRITER_GRPC: owner,
      EXECUTION_LOG_GRPC: owner,
      ...files,
    });
  });
  afterAll(async () => {
    await gateway?.close();
    upstream?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const list = async (tls: NonNullable<ConnectionOptions['tls']>): Promise<unknown> => {
    const caller = connect({ address: gateway.grpcAddress, token: gateway.tokens.member, tls });
    try {
      return await caller.call(TimelineService.listActivities, timeline.ListActivitiesRequest.create());
    } catch (error) {
      return (error as CallFailed).status;
    } finally {
      caller.close();
    }
  };

  it('is served to who trusts the authority of the certificate', async () => {
    expect(await list({ authority: Buffer.from(certificate) })).toMatchObject({ activities: [] });
    expect(upstream.seen).toHaveLength(1);
    upstream.forget();
  });

  it.each([
    ['without TLS', false],
    ['that knows other authorities only', true],
    ['that trusts another certificate', { authority: Buffer.from(selfSigned().certificate) }],
  ] as const)('is refused to a client %s, before a token is read', async (_, tls) => {
    expect(await list(tls)).toBe('UNAVAILABLE');
    expect(upstream.seen).toEqual([]);
  });

  it('stops the start, rather than going without, when the key is not there', async () => {
    const start = gateway.start({ GRPC_TLS_KEY_FILE: join(folder, 'none.pem') });
    await expect(start).rejects.toThrow(/^GRPC_TLS_KEY_FILE cannot be read: ENOENT$/);
  });
});
