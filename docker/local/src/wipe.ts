import { existsSync, readdirSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stopOrphanKafka } from './kafka/stop-orphan-kafka';
import { movedPlace } from './postgres/reachable-place';
import { stopOrphanPostgres } from './postgres/stop-orphan-postgres';
import { lockFolder } from './process/folder-lock';

/** Deletes what a server keeps in its data folder. Refused while its starter lives; what a dead one left is stopped. */
export async function wipe(dataDir: string, log: (line: string) => void = () => undefined): Promise<void> {
  if (!existsSync(dataDir)) return;
  const folder = realpathSync(dataDir);
  const lock = await lockFolder(folder);
  try {
    const place = movedPlace(folder);
    await stopOrphanPostgres(join(place ?? folder, 'cluster'), log);
    await stopOrphanKafka(join(folder, 'server.properties'), log);
    if (place) {
      rmSync(place, { recursive: true, force: true });
      if (readdirSync(dirname(place)).length === 0) rmdirSync(dirname(place));
    }
    for (const name of readdirSync(folder).filter((entry) => !entry.startsWith('lock.'))) {
      rmSync(join(folder, name), { recursive: true });
    }
  } finally {
    lock.release();
  }
}
