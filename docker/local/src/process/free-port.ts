import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { StackError } from '../stack-error';
import { portHolder } from './port-holder';

/** Nobody listens yet on a port that was given out: of two that are asked for at random, one in 12,000 would be the same. */
const given = new Set<number>();

/**
 * A port of 127.0.0.1 nobody listens on, and another one each time that this process asks. Taken below the range from which
 * the system draws ports for outgoing connections: there, a client that retries while its server is down can end up
 * connected to itself and keep the port.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(20_000, 32_000);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new StackError('stack.no-free-port', 'No free port was found between 20000 and 32000 on 127.0.0.1.');
}

export async function assertPortFree(port: number, wantedBy: string): Promise<void> {
  if (await isFree(port)) return;
  const holder = portHolder(port);
  throw new StackError(
    'stack.port-taken',
    `Port ${port}, which ${wantedBy} needs, is taken${holder ? ` by ${holder}` : ''}: stop that or choose another port.`,
  );
}

/** Asks both ways: macOS lets us bind 127.0.0.1 beside a server that listens on every address. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && !(await answers(port));
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // refused: that is what was hoped for
  } finally {
    socket.destroy();
  }
}
