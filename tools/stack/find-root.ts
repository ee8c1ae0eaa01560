import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository that a file belongs to, whether it runs from source or from dist. */
export function findRoot(from: string): string {
  if (existsSync(join(from, 'nx.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('This does not run inside the repository: no nx.json was found above it.');
  return findRoot(up);
}
