import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../process/folder-lock';
import { assertPortFree, freePort } from '../process/free-port';
import { type Account, runServer, type ServerProcess } from '../process/server-process';
import { awaitPostgres } from './await-postgres';
import { postgresAccount } from './postgres-account';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries';
import { type Cluster, openCluster } from './postgres-cluster';
import { asFlags, postgresSettings } from './postgres-settings';
import { clusterPlace, movedPlace } from './reachable-place';
import { postgresStopSteps, stopOrphanPostgres } from './stop-orphan-postgres';

export interface PostgresOptions {
  /** Made when missing; kept between runs. */
  readonly dataDir: string;
  /** Any free port when not given. */
  readonly port?: number | undefined;
  /** false only for data nobody minds to lose with the machine: no fsync. */
  readonly durable?: boolean | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

export interface LocalPostgres {
  /** Superuser, database `postgres`. Holds the password: never log it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves once the server is gone, also when it was killed by another. */
  stop(): Promise<void>;
}

export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const lock = await lockFolder(options.dataDir);
  try {
    return await startLocked(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: PostgresOptions, lock: FolderLock): Promise<LocalPostgres> {
  const { dataDir, durable = true, log = () => undefined } = options;
  const account = postgresAccount(join(movedPlace(dataDir) ?? dataDir, 'cluster'));
  const binaries = postgresBinaries(account, log);
  const { place, moved } = clusterPlace(dataDir, account);
  if (moved) log(`PostgreSQL's user cannot enter ${dataDir}: its data lies in ${place}`);
  const cluster = openCluster(place, binaries, account, durable);
  await stopOrphanPostgres(cluster.dataDir, log);
  if (options.port !== undefined) await assertPortFree(options.port, 'PostgreSQL');

  const port = options.port ?? (await freePort());
  const server = await launch({ binaries, account, cluster, port, durable });
  void server.exited.then((how) => {
    lock.release();
    log(`PostgreSQL (process ${server.pid}) ended: ${how}`);
  });
  log(`PostgreSQL answers on 127.0.0.1:${port} (process ${server.pid})`);
  return {
    url: `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    stop: () => server.stop(),
  };
}

async function launch(what: {
  binaries: PostgresBinaries;
  account: Account;
  cluster: Cluster;
  port: number;
  durable: boolean;
}): Promise<ServerProcess> {
  const { binaries, account, cluster, port, durable } = what;
  const outputFile = join(cluster.logDir, 'start.log');
  const lz4 = knowsLz4(binaries, account, cluster.dataDir);
  const server = await runServer({
    file: binaries.postgres,
    args: ['-D', cluster.dataDir, ...asFlags(postgresSettings({ port, durable, lz4, logDir: cluster.logDir }))],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    account,
    port,
    outputFile,
    stopSteps: postgresStopSteps,
  });
  try {
    await awaitPostgres(server, cluster.dataDir, outputFile);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Not every build of PostgreSQL has lz4; the server refuses to start with a value it does not know. */
function knowsLz4({ postgres }: PostgresBinaries, account: Account, dataDir: string): boolean {
  const args = ['-D', dataDir, '-c', 'wal_compression=lz4', '-C', 'wal_compression'];
  return spawnSync(postgres, args, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
