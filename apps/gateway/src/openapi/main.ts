import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OPERATIONS } from '@gong-timeline/contracts';
import { toOpenApi } from './to-openapi';

/** `npm run openapi` writes docs/api/openapi.json, from the root of the clone; `--check` fails when the file is stale. */
const FILE = join('docs', 'api', 'openapi.json');
const wanted = `${JSON.stringify(toOpenApi(OPERATIONS), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, wanted);
} else if (readFileSync(FILE, 'utf8') !== wanted) {
  process.stderr.write(`${FILE} is stale: run \`npm run openapi\` and commit it.\n`);
  process.exitCode = 1;
}
