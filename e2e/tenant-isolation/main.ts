import { parseArgs } from 'node:util';
import { attack } from './attack';
import { switchOff } from './furnish';
import { settledRows } from '../tenant-rows';
import { marksBetween, startTwoTenants } from './two-tenants';

/**
 * `npm run attack [-- --requests 100000 --seed 7]`: requests at random with the ids of another tenant against a system of
 * its own. Ends with 1 when one of them found, was told or changed anything.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } });
  const requests = wholeNumber('--requests', values.requests ?? '100000');
  const seed = wholeNumber('--seed', values.seed ?? String(Date.now() % 2 ** 31));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`seed ${seed}, ${requests} requests`);
  const two = await startTwoTenants({ LOG_LEVEL: 'warn' });
  try {
    await Promise.all([two.owner, two.stranger].map(switchOff));
    const marks = await marksBetween(two);
    const before = await settledRows(two.system, two.owner.tenantId);
    const { asked, perSecond, findings, statuses } = await attack(two, marks, { requests, seed, say });
    const after = await settledRows(two.system, two.owner.tenantId);
    const changed = Object.keys(before).filter(
      (table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]),
    );
    for (const finding of findings) say(finding);
    for (const table of changed) say(`rows of the other tenant changed in ${table}`);
    say(`answers by status: ${JSON.stringify(statuses)}`);
    const rows = Object.values(before).flat().length;
    say(`${asked} requests, ${perSecond}/s; ${marks.size} marks and ${rows} rows of the other tenant watched`);
    say(`${findings.length + changed.length} findings (seed ${seed})`);
    return findings.length + changed.length === 0 && asked === requests ? 0 : 1;
  } finally {
    await two.system.stop();
  }
}

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${name} is a whole number, not ${text}`);
  return Number(text);
};

void main().then((code) => {
  process.exitCode = code;
});
