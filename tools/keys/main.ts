import { listTokenKeys } from '@gong-timeline/contracts';
import { describeKeys } from './describe-keys';
import { serviceKeyLines } from './service-key-lines';
import { operatorClient } from './operator-client';
import { rotate } from './rotate';

const USAGE = `Usage: npm run keys:rotate    move every grant to the first key of TOKEN_KEYS, while the system runs
       npm run keys:list      which key seals how many grants, and which one can be removed
       npm run -s keys:services  new keys by which our services know each other`;
const BATCH = 500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const [verb] = process.argv.slice(2);
  if (verb === 'services') return serviceKeyLines().forEach(say);
  if (verb !== 'rotate' && verb !== 'list') throw new Error(USAGE);
  const client = operatorClient(process.env);
  if (verb === 'list') {
    for (const line of describeKeys(await client.call(listTokenKeys))) say(line);
    return;
  }
  if (!(await rotate(client, { limit: BATCH, say }))) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
