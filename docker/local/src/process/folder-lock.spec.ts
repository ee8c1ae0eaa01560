import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a second holder, naming the folder and the process, until the first lets go', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder, { waitMs: 0 })).rejects.toMatchObject({
      code: 'stack.folder-in-use',
      message: `${folder} is in use by process ${process.pid}: stop that one first.`,
    });
    lock.release();
    (await lockFolder(folder)).release();
  });

  it('waits for a holder that is just letting go', async () => {
    const lock = await lockFolder(folder);
    const waiting = lockFolder(folder, { waitMs: 5_000 });
    lock.release();
    (await waiting).release();
  });

  it('is taken over from a dead process', async () => {
    const dead = spawnSync('true').pid;
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ pid: dead, identity: 'any' }));
    (await lockFolder(folder, { waitMs: 0 })).release();
    expect(readdirSync(folder)).toEqual(['lock.8']);
  });

  it('is taken over when the number of the dead process was given to another', async () => {
    writeFileSync(join(folder, 'lock.1'), JSON.stringify({ pid: process.pid, identity: 'an earlier process' }));
    (await lockFolder(folder, { waitMs: 0 })).release();
  });

  it('is taken over when the machine went down while it was written', async () => {
    writeFileSync(join(folder, 'lock.1'), '{"pid":');
    (await lockFolder(folder, { waitMs: 0 })).release();
  });

  it('goes to exactly one of many that take over at the same moment', async () => {
    writeFileSync(join(folder, 'lock.3'), JSON.stringify({ pid: 0, identity: null }));
    const takers = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder, { waitMs: 0 })));
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('may be released twice, and after its folder is gone', async () => {
    const lock = await lockFolder(folder);
    lock.release();
    lock.release();
    rmSync(folder, { recursive: true });
    lock.release();
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });
});
