import { PROTO_FILES, PROTO_FOLDER, whoAmI } from '@gong-timeline/contracts';
import type { Server, ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { toProblemError } from '../http/problem.filter';
import { openCall, type SurfaceCall } from './grpc-call';
import type { AuthenticateCall } from './served-method';
import { toStatus } from './to-status';

/** Says what the public services are, to callers with a token of any scope. */
export const addReflection = (server: Server, authenticate: AuthenticateCall): void => {
  const definition = loadSync([...PROTO_FILES], { includeDirs: [PROTO_FOLDER] });
  new ReflectionService(definition).addToServer({
    addService: (service, implementation) => server.addService(service, signedInOnly(implementation, authenticate)),
  } as Pick<Server, 'addService'>);
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
        const call = openCall(stream as unknown as SurfaceCall, null);
        authenticate(call, ANY_SCOPE).then(
          () => (reflect as Reflect)(stream),
          (error: unknown) => void stream.emit('error', toStatus(toProblemError(error), call.correlationId)),
        );
      },
    ]),
  );

const ANY_SCOPE = whoAmI;
