import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from './find-root';
import { StackVariables } from './settings';

const root = findRoot(__dirname);
const example = readFileSync(join(root, '.env.example'), 'utf8');
const mentioned = new Set(example.match(/\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b|\bHOST\b|\bPORT\b/g));

/** Names of the variables in the schemas of all apps, read as text: the apps' configs are read once, at their start. */
function declared(): string[] {
  const files = [
    join(root, 'libs/runtime/src/config/service-variables.ts'),
    ...readdirSync(join(root, 'apps'))
      .filter((app) => app !== 'gong-simulator')
      .flatMap((app) => ['config.ts', 'variables.ts'].map((file) => join(root, 'apps', app, 'src', file))),
  ];
  return files.flatMap((file) => {
    try {
      return [...readFileSync(file, 'utf8').matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)].map((found) => found[1] as string);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

describe('.env.example', () => {
  it('lists every variable of every service', () => {
    const names = declared();
    expect(names).toContain('GONG_CLIENT_SECRET');
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !mentioned.has(name))).toEqual([]);
  });

  it('lists every variable of the local stack', () => {
    expect(Object.keys(StackVariables.properties).filter((name) => !mentioned.has(name))).toEqual([]);
  });
});
