import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Dial } from '../kafka/kafka-client';

/** The way of one client to the brokers, which a spec can cut. */
export class Network {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private holdsFetches = false;
  /** How many requests for messages wait for their answer. */
  heldFetches = 0;

  readonly dial: Dial = (host, port, onConnect) => {
    const socket = connect({ host, port, noDelay: true }, onConnect);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    const write = socket.write.bind(socket) as (...of: unknown[]) => boolean;
    socket.write = (...of: unknown[]) => {
      if (this.holdsFetches && isFetch(of[0])) {
        this.heldFetches += 1;
        socket.pause();
      }
      return write(...of);
    };
    if (this.isCut) socket.destroy(new Error('the network is cut'));
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(new Error('the network is cut'));
  }

  /** What is sent arrives, and no answer comes back. */
  deafen(): void {
    for (const socket of this.sockets) socket.pause();
  }

  /** Who asks for messages gets no answer from here on. */
  holdFetches(): void {
    this.holdsFetches = true;
  }

  mend(): void {
    this.isCut = false;
    this.holdsFetches = false;
    for (const socket of this.sockets) socket.resume();
  }
}

const FETCH = 1;
/** A request begins with its length, in four bytes, and the key of its API, in two. */
const isFetch = (request: unknown): boolean => Buffer.isBuffer(request) && request.readInt16BE(4) === FETCH;

/** Stands before a server and passes everything on, until it is cut. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server: Server;

  private constructor(private readonly target: { host: string; port: number }) {
    this.server = createServer((socket) => this.pass(socket));
  }

  static async before(url: string): Promise<Proxy> {
    const { hostname, port } = new URL(url);
    const proxy = new Proxy({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The same address, through the proxy. */
  through(url: string): string {
    const { port } = this.server.address() as { port: number };
    const moved = new URL(url);
    moved.host = `127.0.0.1:${port}`;
    return moved.href;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(near: Socket): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.target);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
