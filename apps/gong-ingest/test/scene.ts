import type { Connection } from '../src/store/connection.table';
import type { Gong, GongCompany } from './gong';
import { connect, type Home, queue, type Replica, type ReplicaOptions, startReplica, type Told } from './replica';

/** A company of so many calls, one replica, and a connection of a new tenant whose sync is on. */
export interface Scene {
  readonly company: GongCompany;
  readonly replica: Replica;
  readonly connection: Connection;
  /** One run, to its end; gives back what was told. */
  runAll(): Promise<Told[]>;
  jobRow(jobId: string): Promise<Record<string, unknown> | undefined>;
}

export async function setScene(
  { home, gong, key }: { readonly home: Home; readonly gong: Gong; readonly key: string },
  calls: number,
  options: ReplicaOptions = {},
): Promise<Scene> {
  // A few are made by hand: all of them public.
  const few = calls < 10 ? calls : 0;
  const company = await gong.company(key, calls - few);
  for (let added = 0; added < few; added++) await company.addCall({ template: 'usual' });
  const replica = await startReplica(home, company, options);
  await replica.outside.transaction(async (tx) => {
    for (const table of ['job', 'outbox', 'malformed_item']) await tx.query(`DELETE FROM ${table}`);
  });
  const connection = await connect(replica, company, { lookBackDays: 30 });
  return {
    company,
    replica,
    connection,
    runAll: async () => {
      await queue(replica, connection);
      await replica.runDue();
      return replica.told();
    },
    jobRow: async (jobId) =>
      (await replica.outside.query<Record<string, unknown>>('SELECT * FROM job WHERE job_id = $1', [jobId]))[0],
  };
}
