import { readOutbox } from '@gong-timeline/persistence';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import type { TokenResult } from '../src/oauth/gong-oauth-client';
import { type ConnectionKey, readConnection } from '../src/store/connection.store';
import { type Gong, startGong } from './gong';
import { connectCompany, makeSchema, newKeys, type Replica, type ReplicaOptions, startReplica } from './replica';

/** What the specs of lending stand on, for a describe: a Gong, a company of it for each sentence, and replicas at one database. */
export class LendingScene {
  readonly keys = newKeys('k1');
  home!: TestDatabase;
  gong!: Gong;
  /** Of this sentence; connected by `connect`. */
  company = '';
  replicas: Replica[] = [];

  static for(name: string): LendingScene {
    const scene = new LendingScene();
    beforeAll(async () => {
      [scene.home, scene.gong] = await Promise.all([testDatabase(name), startGong(spawnNode)]);
      await makeSchema(scene.home);
    });
    afterAll(() => scene.home?.drop());
    beforeEach(async () => {
      scene.replicas = [];
      scene.company = uniqueName('company');
      await scene.gong.addCompany(scene.company);
    });
    afterEach(() => Promise.all(scene.replicas.map((replica) => replica.close())));
    return scene;
  }

  readonly start = async (options: Partial<ReplicaOptions> = {}): Promise<Replica> => {
    const { home, gong, keys } = this;
    const replica = await startReplica(home.applicationUrl, gong, { keys, ...options });
    this.replicas.push(replica);
    return replica;
  };

  readonly connect = (replica: Replica): Promise<ConnectionKey> => connectCompany(replica, this.keys, this.company);

  readonly stateOf = async (key: ConnectionKey): Promise<string | undefined> =>
    (await readConnection(this.replicas[0]!.database.within(key.tenantId), key))?.state;

  readonly factsOf = async ({ tenantId }: ConnectionKey): Promise<string[]> =>
    (await readOutbox(this.replicas[0]!.database))
      .filter((fact) => fact.tenantId === tenantId && fact.type.startsWith('connector-auth.'))
      .map(({ type }) => type.replace(/^connector-auth\.connection-/, ''));

  /** Holds what goes to Gong, or comes back from there, until it is let go. */
  readonly gate = () => {
    let letGo = () => undefined as unknown;
    const opened = new Promise<void>((resolve) => {
      letGo = () => resolve();
    });
    let waiting = 0;
    const beforeAsking = () => {
      waiting += 1;
      return opened;
    };
    const onTheWay = async (result: TokenResult) => {
      waiting += 1;
      await opened;
      return result;
    };
    const isWaiting = () => expect(waiting).toBe(1);
    return { beforeAsking, onTheWay, letGo, asks: isWaiting, hasAnswer: isWaiting };
  };
}
