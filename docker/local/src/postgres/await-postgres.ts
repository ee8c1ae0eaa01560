import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { poll } from '../process/poll';
import type { ServerProcess } from '../process/server-process';
import { StackError } from '../stack-error';

/** Recovery after a crash may replay up to max_wal_size before the first answer. */
const startWithinMs = 120_000;

/** Ready as pg_ctl means it (the server's own note says so), and a session asked for is answered. */
export async function awaitPostgres(server: ServerProcess, dataDir: string, outputFile: string): Promise<void> {
  const usable = async () => saysReady(server.pid, dataDir) && (await answersSession(server.port));
  const settled = await poll(async () => server.ended() !== undefined || (await usable()), {
    timeoutMs: startWithinMs,
  });
  if (settled && server.ended() === undefined) return;
  const output = readFileSync(outputFile, 'utf8').trim();
  const reason = output.match(/(?:FATAL|PANIC):\s*(.*)/)?.[1] ?? output.split('\n').at(-1);
  throw new StackError(
    'stack.postgres-start',
    settled
      ? `PostgreSQL did not start (${server.ended()}): ${reason} (its log: ${outputFile})`
      : `PostgreSQL did not get ready within ${startWithinMs / 1000} s: look into ${outputFile}`,
  );
}

/** postmaster.pid: the first line is the pid, the eighth the state. One left by a dead server holds another pid. */
function saysReady(pid: number, dataDir: string): boolean {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Protocol 3.0: a start-up packet is answered by an authentication request ('R') or an error ('E'). */
async function answersSession(port: number): Promise<boolean> {
  const parameters = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const packet = Buffer.alloc(8 + parameters.length);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(196_608, 4);
  parameters.copy(packet, 8);
  const socket = connect(port, '127.0.0.1').setTimeout(2_000, () => socket.destroy(new Error('no answer')));
  try {
    socket.write(packet);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer[0] === 'R'.charCodeAt(0);
  } catch {
    return false; // refused, cut or silent: asked again by the caller until its time is up
  } finally {
    socket.destroy();
  }
}
