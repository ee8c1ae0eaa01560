import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The same file whether this runs from the sources or from dist/, which mirrors the repository but is made anew. */
export function repoFile(...path: string[]): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return join(folder, ...path);
  }
  throw new Error(`nx.json was not found above ${__dirname}: run from a whole clone`);
}
