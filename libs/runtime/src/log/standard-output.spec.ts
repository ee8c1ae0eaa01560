import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createLogger } from './logger';
import { standardOutput } from './standard-output';

describe('what a process writes to its standard output', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lines-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () => {
    const file = join(folder, 'out');
    const log = createLogger({ app: 'spec', level: 'info' }, standardOutput(openSync(file, 'a')));
    const written = () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { message: string }).message);
    return { log, written };
  };

  it('has all lines of a turn when the next one begins, in their order', async () => {
    const { log, written } = open();
    for (const n of ['one', 'two', 'three']) log.info(n);
    await turn();
    expect(written()).toEqual(['one', 'two', 'three']);
    log.info('four');
    await turn();
    expect(written()).toEqual(['one', 'two', 'three', 'four']);
  });

  it('has a warning, and what came before it, before anything else is done', () => {
    const { log, written } = open();
    log.info('before');
    expect(written()).toEqual([]);
    log.warn('warning');
    expect(written()).toEqual(['before', 'warning']);
    log.child({ of: 'a child' }).fatal('worse');
    expect(written()).toEqual(['before', 'warning', 'worse']);
  });

  it('holds no more than some lines back, however long a turn is', () => {
    const { log, written } = open();
    for (let n = 0; n < 1_000; n += 1) log.info(`line ${n}`);
    expect(written().length).toBeGreaterThan(900);
  });

  it.each([
    ['leaves', 'process.exit(3)'],
    ['breaks', 'throw new Error("broken")'],
  ])('has the last words of a process that %s in the middle of a turn', (_, end) => {
    const script = join(folder, 'last-words.ts');
    const logger = JSON.stringify(join(__dirname, 'logger.ts'));
    writeFileSync(
      script,
      `import { createLogger } from ${logger};
       createLogger({ app: 'spec', level: 'info' }).info('last words');
       ${end};`,
    );
    const runner = join(__dirname, '../../../../tools/run-typescript.cjs');
    const { stdout, status } = spawnSync(process.execPath, [runner, script], { encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stdout).toContain('"message":"last words"');
  });
});
