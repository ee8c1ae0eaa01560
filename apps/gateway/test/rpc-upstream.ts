import { METHODS, methodPath } from '@gong-timeline/contracts';
import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

const asIs = (bytes: Buffer): Buffer => bytes;

export interface SeenCall {
  readonly path: string;
  readonly metadata: Metadata;
  readonly request: Buffer;
  readonly deadline: number;
}

type Unary = (
  call: ServerUnaryCall<Buffer, Buffer>,
  answer: (error: { code: number; details: string; metadata?: Metadata } | null, value?: Buffer) => void,
) => void;

/** Stands in for every owner behind the gateway, over real gRPC. */
export class RpcUpstream {
  readonly seen: SeenCall[] = [];
  /** An empty message, unless a spec says otherwise. */
  answer: Unary = (_, answer) => answer(null, Buffer.alloc(0));
  stream: (call: ServerWritableStream<Buffer, Buffer>) => void = (call) => call.end();
  readonly health = new HealthImplementation();
  private readonly usual = { answer: this.answer, stream: this.stream };
  private server = new Server();
  private port = 0;

  async start(): Promise<string> {
    this.server = new Server();
    for (const service of new Set(METHODS.map((method) => method.service))) {
      const own = METHODS.filter((method) => method.service === service);
      const wires = own.map((method) => [
        method.method,
        {
          path: methodPath(method),
          requestStream: false,
          responseStream: method.responseStream,
          requestSerialize: asIs,
          requestDeserialize: asIs,
          responseSerialize: asIs,
          responseDeserialize: asIs,
        },
      ]);
      const handlers = own.map((method) => [
        method.method,
        (call: ServerUnaryCall<Buffer, Buffer> & ServerWritableStream<Buffer, Buffer>, answer: never) => {
          const { metadata, request } = call;
          this.seen.push({ path: methodPath(method), metadata, request, deadline: Number(call.getDeadline()) });
          if (method.responseStream) this.stream(call);
          else this.answer(call, answer);
        },
      ]);
      this.server.addService(Object.fromEntries(wires), Object.fromEntries(handlers));
      this.health.setStatus(service, 'SERVING');
    }
    this.health.addToServer(this.server);
    this.port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(`127.0.0.1:${this.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    return `127.0.0.1:${this.port}`;
  }

  forget(): void {
    this.seen.length = 0;
    Object.assign(this, this.usual);
  }

  /** Cuts what is open; `start` brings it back at the same address. */
  stop(): void {
    this.server.forceShutdown();
  }
}
