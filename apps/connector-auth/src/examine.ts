import { Database } from '@gong-timeline/persistence';
import { Clock, type Examine } from '@gong-timeline/runtime';
import { config } from './config';
import { examineConnections, examineKeys } from './examine-grants';
import { readSettings } from './settings';
import { readConnections, sampleSealed } from './store/examined.store';
import { SCHEMA } from './store/migrations';

/** For `npm run doctor`, in a process of its own. */
export const examine: Examine = async () => {
  const reading = readSettings(config);
  if ('problem' in reading) throw new Error(reading.problem);
  const applicationName = 'connector-auth examined';
  const clock = new Clock();
  const database = await Database.connect({ url: config.DATABASE_URL, schema: SCHEMA, applicationName, clock });
  try {
    const all = database.acrossTenants();
    return [
      ...examineKeys(reading.settings.keys, await sampleSealed(all)),
      ...examineConnections(await readConnections(all)),
    ];
  } catch (error) {
    return [
      {
        check: 'keys',
        level: 'wrong',
        what: `what is sealed cannot be read (${(error as Error).message})`,
        means: 'Whether every key in use is there is not known',
        todo: 'Bring the database back and run the migrations, then look again',
      },
    ];
  } finally {
    await database.close();
  }
};
