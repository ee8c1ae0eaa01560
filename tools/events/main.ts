import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TOPICS, toAsyncApi } from '@gong-timeline/contracts';
import { findRoot } from '../stack/find-root';
import { judgeRelease } from './judge-release';
import { fileOf, readReleases, releaseNow } from './released';

/**
 * `npm run events` writes docs/api/asyncapi.json and, when `release` of a public topic was raised, its released schemas;
 * `-- --check` fails when something is not written, or breaks what was released before.
 */
const TOPIC = 'timeline.activity';
const root = findRoot(__dirname);
const isCheck = process.argv.includes('--check');
const complain = (line: string) => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

const { release } = TOPICS[TOPIC];
const now = releaseNow(TOPIC);
const { faults, isReleased } = judgeRelease(release, now, readReleases(root, TOPIC));
for (const fault of faults) complain(`${TOPIC}: ${fault}`);

const files = new Map<string, string>([[join(root, 'docs', 'api', 'asyncapi.json'), asText(toAsyncApi())]]);
if (!isReleased) for (const [name, schema] of now) files.set(fileOf(root, TOPIC, release, name), asText(schema));

for (const [file, text] of faults.length > 0 ? [] : files) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (isCheck) complain(`${file.slice(root.length + 1)} is stale: run \`npm run events\` and commit it.`);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function asText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
