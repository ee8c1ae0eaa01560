import { type CallFailed, type Connection, connect, TimelineService } from '@gong-timeline/client';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { TestGateway } from './gateway';
import { RpcUpstream } from './rpc-upstream';

export const ACTIVITY = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80';

/** What the specs of gRPC at the gateway stand on: a gateway, and one stand-in for all owners. */
export class RpcScene {
  gateway!: TestGateway;
  readonly upstream = new RpcUpstream();
  private database: TestDatabase | undefined;
  private readonly open: Connection[] = [];

  static for(name: string): RpcScene {
    const scene = new RpcScene();
    beforeAll(async () => {
      scene.database = await testDatabase(name);
      const owner = await scene.upstream.start();
      scene.gateway = await TestGateway.open(scene.database, {
        GRPC_PORT: 0,
        GONG_INGEST_GRPC: owner,
        IDENTITY_RESOLUTION_GRPC: owner,
        TIMELINE_WRITER_GRPC: owner,
        EXECUTION_LOG_GRPC: owner,
      });
    });
    beforeEach(() => scene.upstream.forget());
    afterEach(() => scene.open.splice(0).forEach((each) => each.close()));
    afterAll(async () => {
      await scene.gateway?.close();
      scene.upstream.stop();
      await scene.database?.drop();
    });
    return scene;
  }

  /** A caller with this token, until the sentence ends. */
  readonly as = (token: string, address = this.gateway.grpcAddress): Connection => {
    const connection = connect({ address, token });
    this.open.push(connection);
    return connection;
  };

  readonly get = (token: string, options = {}) =>
    this.as(token).call(TimelineService.getActivity, { activityId: ACTIVITY }, options);
}

export const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );

export const readAll = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
};
