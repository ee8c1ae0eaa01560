import { processesWithArguments } from '../process/process-table';
import { type StopSteps, stopProcess } from '../process/server-process';

export const kafkaStopSteps: StopSteps = [
  { signal: 'SIGTERM', waitMs: 30_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/** Called under the folder's lock, so a broker that runs on this data has lost the process that started it. */
export async function stopOrphanKafka(propertiesFile: string, log: (line: string) => void): Promise<void> {
  for (const pid of processesWithArguments('kafka.Kafka', propertiesFile)) {
    log(`Kafka (process ${pid}) was left running on ${propertiesFile}: it is stopped and started anew`);
    await stopProcess(pid, kafkaStopSteps);
  }
}
