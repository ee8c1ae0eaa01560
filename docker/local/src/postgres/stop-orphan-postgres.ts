import { poll } from '../process/poll';
import { processesWithArguments, processesWorkingIn } from '../process/process-table';
import { type StopSteps, stopProcess } from '../process/server-process';

/** SIGINT: sessions are cut and a checkpoint is written. SIGQUIT: at once, recovered at the next start. */
export const postgresStopSteps: StopSteps = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/** Called under the folder's lock, so a server that runs on this data has lost the process that started it. */
export async function stopOrphanPostgres(clusterDir: string, log: (line: string) => void): Promise<void> {
  for (const pid of processesWithArguments('-D', clusterDir)) {
    log(`PostgreSQL (process ${pid}) was left running on ${clusterDir}: it is stopped and started anew`);
    await stopProcess(pid, postgresStopSteps);
  }
  // After kill -9 of the server its waiting sessions end at once, those that compute would go on; a new server refuses
  // to start beside them, and nothing they do can be committed any more.
  const left = () => processesWorkingIn(clusterDir, 'postgres');
  if (await poll(() => left().length === 0, { timeoutMs: 300 })) return;
  for (const pid of left()) await stopProcess(pid, [{ signal: 'SIGKILL', waitMs: 5_000 }]);
}
