import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const metadataRequest = { apiKey: 3, apiVersion: 4 };

/**
 * True when the broker lists itself in the cluster's metadata: registered, let in by the controller and no longer
 * fenced. An open port alone comes seconds earlier, and does not mean that anything can be written.
 */
export async function brokerUsable(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1').setTimeout(2_000, () => socket.destroy(new Error('no answer')));
  try {
    socket.write(request());
    return listsBroker(await wholeAnswer(socket), port);
  } catch {
    return false; // refused, cut or silent: asked again by the caller until its time is up
  } finally {
    socket.destroy();
  }
}

/** Size, header (api key, version, correlation id, client id), no topics, no creation of topics. */
function request(): Buffer {
  const clientId = Buffer.from('local-stack');
  const buffer = Buffer.alloc(4 + 10 + clientId.length + 5);
  let at = buffer.writeInt32BE(buffer.length - 4, 0);
  at = buffer.writeInt16BE(metadataRequest.apiKey, at);
  at = buffer.writeInt16BE(metadataRequest.apiVersion, at);
  at = buffer.writeInt32BE(1, at);
  at = buffer.writeInt16BE(clientId.length, at);
  at += clientId.copy(buffer, at);
  at = buffer.writeInt32BE(0, at);
  buffer.writeInt8(0, at);
  return buffer;
}

async function wholeAnswer(socket: Socket): Promise<Buffer> {
  let answer = Buffer.alloc(0);
  while (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    answer = Buffer.concat([answer, chunk]);
  }
  return answer;
}

/** After size, correlation id and throttle time: the brokers, each id, host, port, rack. One node: look at the first. */
function listsBroker(answer: Buffer, port: number): boolean {
  const brokers = answer.readInt32BE(12);
  if (brokers < 1) return false;
  const hostLength = answer.readInt16BE(20);
  return answer.readInt32BE(22 + hostLength) === port;
}
