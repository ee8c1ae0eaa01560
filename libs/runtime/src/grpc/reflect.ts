import { readFileSync } from 'node:fs';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { DESCRIPTORS_FILE, whoAmI } from '@gong-timeline/contracts';
import type { Server, ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { toProblemError } from '../http/problem.filter';
import { openCall, type SurfaceCall } from './grpc-call';
import type { AuthenticateCall } from './served-method';
import { toStatus } from './to-status';

/** Says what the public services are, with their comments; to callers with a token of any scope. */
export const addReflection = (server: Server, authenticate: AuthenticateCall): void => {
  // As buf describes them: proto-loader gives fields other names and leaves out what a file imports.
  const ours = { fileDescriptorProtos: filesOf(readFileSync(DESCRIPTORS_FILE)) };
  new ReflectionService({ ours } as unknown as PackageDefinition).addToServer({
    addService: (service, implementation) => server.addService(service, signedInOnly(implementation, authenticate)),
  } as Pick<Server, 'addService'>);
};

/** A FileDescriptorSet has one field: its files. */
const filesOf = (set: Buffer): Buffer[] => {
  const reader = new BinaryReader(set);
  const files: Buffer[] = [];
  while (reader.pos < reader.len) {
    reader.tag();
    files.push(Buffer.from(reader.bytes()));
  }
  return files;
};

type Reflect = (stream: ServerDuplexStream<unknown, unknown>) => void;

const signedInOnly = (
  implementation: UntypedServiceImplementation,
  authenticate: AuthenticateCall,
): UntypedServiceImplementation =>
  Object.fromEntries(
    Object.entries(implementation).map(([name, reflect]): [string, Reflect] => [
      name,
      (stream) => {
        const { call } = openCall(stream as unknown as SurfaceCall, null);
        authenticate(call, ANY_SCOPE).then(
          () => (reflect as Reflect)(stream),
          (error: unknown) => void stream.emit('error', toStatus(toProblemError(error), call.correlationId)),
        );
      },
    ]),
  );

const ANY_SCOPE = whoAmI;
