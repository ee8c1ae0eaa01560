/** What we mend of kafkajs 2.2.4, as far as we touch it. See mend-kafkajs.ts. */
declare module 'kafkajs/src/protocol/requests/produce' {
  import type { ProtocolDefinition } from 'kafkajs/src/protocol/requests';

  const definition: ProtocolDefinition;
  export = definition;
}

declare module 'kafkajs/src/protocol/requests/fetch' {
  import type { ProtocolDefinition } from 'kafkajs/src/protocol/requests';

  const definition: ProtocolDefinition;
  export = definition;
}

declare module 'kafkajs/src/protocol/requests' {
  export interface ProtocolRequest {
    encode(): Promise<unknown>;
  }
  export interface ProtocolResponse {
    decode(bytes: Buffer): Promise<unknown>;
    parse(decoded: unknown): Promise<unknown>;
  }
  export interface Exchange {
    readonly request: ProtocolRequest;
    readonly response: ProtocolResponse;
    readonly requestTimeout?: number;
  }
  export interface ProtocolDefinition {
    readonly versions: readonly string[];
    protocol: (at: { version: number }) => (parameters: never) => Exchange;
  }
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/crc32C' {
  const crc32C: (bytes: Buffer) => number;
  export = crc32C;
}

declare module 'kafkajs/src/protocol/requests/produce/v3/request' {
  const request: (parameters: unknown) => { encode(): Promise<{ readonly buffer: Buffer }> };
  export = request;
}

declare module 'kafkajs/src/protocol/requests/fetch/v11/response' {
  const response: { decode(bytes: Buffer): Promise<unknown> };
  export = response;
}
