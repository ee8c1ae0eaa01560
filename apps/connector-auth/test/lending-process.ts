import { readTokenKeys } from '../src/sealing/token-keys';
import { DAY_MS, startReplica } from './replica';

/**
 * A replica as a process of its own, for specs that kill it: lends once, a day after the consent, so that it refreshes.
 * Its argument is JSON of what it needs.
 */
async function main(): Promise<void> {
  const { databaseUrl, gong, tokenKeys, key, leaseMs } = JSON.parse(process.argv[3] ?? '{}');
  const reading = readTokenKeys(tokenKeys);
  if ('problem' in reading) throw new Error(reading.problem);
  const replica = await startReplica(databaseUrl, gong, { keys: reading.keys, times: { leaseMs } });
  replica.clock.aheadMs = DAY_MS;
  process.stdout.write('lending\n');
  await replica.lend(key);
  process.stdout.write('lent\n');
  await replica.close();
}

void main();
