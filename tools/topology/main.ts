import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS } from '@gong-timeline/contracts';
import { findRoot } from '../stack/find-root';
import { renderTopology } from './render-topology';

/** `npm run topology` writes docs/topology.md; `-- --check` fails when the file is not what would be written. */
const file = join(findRoot(__dirname), 'docs', 'topology.md');
const wanted = renderTopology(EVENTS);

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('docs/topology.md is stale: run `npm run topology` and commit it.\n');
  process.exitCode = 1;
}
