import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The sources of an app, without its specs, by path. */
export const sourcesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, readFileSync(path, 'utf8')] as const),
  );

/** What can run when the marked part of a source does: the part itself, what its class keeps for itself, what it imports. */
export const reachedFrom = (sources: ReadonlyMap<string, string>, mark: string): string | null => {
  const found = [...sources].find(([, text]) => text.includes(mark));
  if (found === undefined) return null;
  const [path, text] = found;
  const part = text.slice(text.indexOf(mark)).split(/\n {2}@Implements\(|\n {2}private /)[0] ?? '';
  const kept = text.slice(text.search(/\n {2}private (async )?\w+[<(]|\n}\n/));
  const reached = new Set([path]);
  const waiting = [path];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const to of importsOf(from, sources)) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  const others = [...reached].filter((each) => each !== path).map((each) => sources.get(each) ?? '');
  return [part, kept, ...others].join('\n');
};

const importsOf = (path: string, sources: ReadonlyMap<string, string>): readonly string[] =>
  [...(sources.get(path) ?? '').matchAll(/^(?:import|\}) .*from '(\.[^']*)';$/gm)]
    .map(([, to = '']) => resolve(dirname(path), `${to}.ts`))
    .filter((to) => sources.has(to));

/** Characters between a call and the name of its action, which may stand in a constant before it. */
const NEAR = 400;

/** Whether the text records the action: it is named beside a call of `recordAudit`. */
export const records = (text: string, action: string): boolean =>
  [...text.matchAll(/recordAudit\(/g)].some(({ index }) =>
    text.slice(Math.max(0, index - NEAR), index + NEAR).includes(`'${action}'`),
  );
