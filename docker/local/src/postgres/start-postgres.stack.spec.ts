import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../process/free-port';
import { poll } from '../process/poll';
import { isAlive } from '../process/process-table';
import { wipe } from '../wipe';
import { type LocalPostgres, startPostgres } from './start-postgres';

jest.setTimeout(30_000);

describe('the local PostgreSQL', () => {
  const root = mkdtempSync(join(tmpdir(), 'local-postgres-'));
  chmodSync(root, 0o755);
  const dataDir = join(root, 'data');
  const running = new Set<LocalPostgres>();
  const start: typeof startPostgres = async (options) => {
    const server = await startPostgres({ durable: false, ...options });
    running.add(server);
    return server;
  };

  afterEach(async () => {
    for (const server of running) await server.stop();
    running.clear();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  async function query<Row>(url: string, text: string): Promise<Row[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  it('starts, answers queries, stops for good, and finds its data again on the same port', async () => {
    const first = await start({ dataDir });
    await query(first.url, "CREATE TABLE kept AS SELECT lower('ÄÉ') AS word");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ dataDir, port: first.port });
    expect(second.port).toBe(first.port);
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'äé' }]);
  });

  it('lets nobody in without the password', async () => {
    const { port } = await start({ dataDir });
    await expect(query(`postgres://postgres:guessed@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('is durable unless told otherwise', async () => {
    const settings = "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') ORDER BY 1";
    const values = async (durable?: boolean) => {
      const server = await start({ dataDir, durable });
      const rows = await query<{ setting: string }>(server.url, settings);
      await server.stop();
      return rows.map(({ setting }) => setting);
    };
    expect(await values()).toEqual(['on', 'on']);
    expect(await values(false)).toEqual(['off', 'off']);
  });

  it('refuses a second server on one folder', async () => {
    const { url } = await start({ dataDir });
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({ code: 'stack.folder-in-use' });
    await expect(wipe(dataDir)).rejects.toMatchObject({ code: 'stack.folder-in-use' });
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('names the port that is taken, and leaves the folder free', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await expect(startPostgres({ dataDir, port })).rejects.toMatchObject({
      code: 'stack.port-taken',
      message: expect.stringContaining(`Port ${port}, which PostgreSQL needs, is taken by process ${process.pid}`),
    });
    other.close();
    await start({ dataDir });
  });

  it('comes back after kill -9 with every commit, on the same folder and port', async () => {
    const killed = await start({ dataDir, durable: true });
    const open = new Client({ connectionString: killed.url });
    open.on('error', () => undefined);
    await open.connect();
    await open.query('CREATE TABLE committed (i int)');
    await open.query('INSERT INTO committed SELECT generate_series(1, 1000)');
    const busy = open.query('SELECT count(*) FROM generate_series(1, 1000000000)').catch((error: Error) => error);
    process.kill(killed.pid, 'SIGKILL');
    // Its folder is free once it is gone, however long a busy machine is over that.
    expect(await poll(() => !isAlive(killed.pid), { timeoutMs: 10_000 })).toBe(true);

    const again = await start({ dataDir, port: killed.port, durable: true });
    expect(await query(again.url, 'SELECT count(*)::int AS n FROM committed')).toEqual([{ n: 1000 }]);
    expect(await busy).toBeInstanceOf(Error);
  });

  it('is as new after a wipe', async () => {
    const used = await start({ dataDir });
    await query(used.url, 'CREATE TABLE gone ()');
    await used.stop();
    await wipe(dataDir);
    const { url } = await start({ dataDir });
    expect(await query(url, "SELECT to_regclass('gone') AS gone")).toEqual([{ gone: null }]);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('keeps its data elsewhere and says where, when its user cannot enter the folder', async () => {
    const closed = join(root, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    const lines: string[] = [];
    const folder = join(closed, 'data');
    const first = await start({ dataDir: folder, log: (line) => lines.push(line) });
    await query(first.url, 'CREATE TABLE kept ()');
    await first.stop();

    const place = readFileSync(join(folder, 'moved-to'), 'utf8').trim();
    expect(lines[0]).toBe(`PostgreSQL's user cannot enter ${folder}: its data lies in ${place}`);
    const second = await start({ dataDir: folder });
    expect(await query(second.url, "SELECT to_regclass('kept') AS kept")).toEqual([{ kept: 'kept' }]);
    await second.stop();
    await wipe(folder);
    expect(existsSync(place)).toBe(false);
  });
});
