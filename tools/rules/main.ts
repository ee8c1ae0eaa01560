import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '../stack/find-root';
import { findSpecs } from './find-specs';
import { proofsOf } from './proofs-of';
import { renderRules } from './render-rules';
import { RULES } from './rules';

/** `npm run rules` writes docs/rules.md; `-- --check` fails when it is not what would be written, or a rule is not proven. */
const root = findRoot(__dirname);
const file = join(root, 'docs', 'rules.md');
const proofs = proofsOf(RULES, findSpecs(root));
const wanted = renderRules(RULES, proofs);

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('docs/rules.md is stale: run `npm run rules` and commit it.\n');
  process.exitCode = 1;
}
for (const fault of proofs.faults) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
