import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { findRoot } from '../stack/find-root';

/**
 * `npm run proto` writes the code that is generated from the .proto files. `-- --check` fails when they are badly made,
 * break what was released, or when the code is stale. `-- --release` keeps them as released, once they can no longer be
 * taken back.
 */
const root = findRoot(__dirname);
const generated = join('libs', 'client', 'src', 'generated');
const protos = join(root, 'libs', 'contracts', 'proto');
const released = join(root, 'libs', 'contracts', 'proto-released');

/** buf found something and has said what. */
class BufComplained extends Error {}
const buf = (...args: readonly string[]): void => {
  const program = join(root, 'node_modules', '.bin', 'buf');
  const { status, signal, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`buf ${args[0]} was ended by ${signal}`);
  if (status !== 0) throw new BufComplained();
};
const descriptors = join('libs', 'contracts', 'descriptors.binpb');
const generate = (into: string): void => {
  buf('generate', '--template', 'libs/contracts/buf.gen.yaml', '-o', into);
  // Ours, and health: descriptor sets that follow each other are one.
  const sets = ['libs/contracts', 'node_modules/grpc-health-check/proto'].map((folder, n) => {
    const part = resolve(root, into, `${descriptors}.${n}.binpb`);
    buf('build', folder, '-o', part);
    const set = readFileSync(part);
    rmSync(part);
    return set;
  });
  writeFileSync(resolve(root, into, descriptors), Buffer.concat(sets));
};

const textsOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );

function staleFiles(): string[] {
  const fresh = mkdtempSync(join(tmpdir(), 'gong-timeline-proto-'));
  try {
    mkdirSync(join(fresh, dirname(descriptors)), { recursive: true });
    generate(fresh);
    const [wanted, found] = [textsOf(join(fresh, generated)), textsOf(join(root, generated))];
    const stale = [...new Set([...wanted.keys(), ...found.keys()])].filter(
      (file) => wanted.get(file) !== found.get(file),
    );
    const described = readFileSync(join(fresh, descriptors)).equals(readFileSync(join(root, descriptors)));
    return described ? stale : [...stale, descriptors];
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function check(): void {
  buf('lint', 'libs/contracts');
  buf('breaking', 'libs/contracts', '--against', 'libs/contracts/proto-released');
  const stale = staleFiles();
  if (stale.length === 0) return;
  process.stderr.write(`Stale: ${stale.join(', ')}. Run \`npm run proto\` and commit it.\n`);
  process.exitCode = 1;
}

try {
  if (process.argv.includes('--check')) check();
  else if (process.argv.includes('--release')) cpSync(protos, released, { recursive: true });
  else generate('.');
} catch (error) {
  if (!(error instanceof BufComplained)) throw error;
  process.exitCode = 1;
}
