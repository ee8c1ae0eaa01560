import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spec } from './proofs-of';
import { readSpec } from './read-spec';

const FOLDERS = ['apps', 'bench', 'docker', 'e2e', 'libs', 'tools'];
/** Not ours to count: what is installed, fixtures of the linter, the simulator (it is Gong), this very command. */
const LEFT_OUT = /\/(node_modules|fixtures)$|^apps\/gong-simulator$|^tools\/rules$/;

/** Every spec file of the repository, in the same order on every machine. */
export function findSpecs(root: string): Spec[] {
  const files = FOLDERS.flatMap((folder) => specsBelow(root, folder)).sort();
  return files.map((file) => ({ file, tests: readSpec(file, readFileSync(join(root, file), 'utf8')) }));
}

const specsBelow = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.test(path) ? [] : specsBelow(root, path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });
