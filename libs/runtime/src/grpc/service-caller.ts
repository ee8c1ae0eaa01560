import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Metadata } from '@grpc/grpc-js';
import type { Request } from 'express';
import type { Authenticator } from '../http/authenticator';
import type { Identity } from '../http/identity';
import { textOf } from './grpc-call';
import type { AuthenticateCall } from './served-method';

/** Between our own processes, the same proof as over HTTP: the metadata is what the headers are there. */
export const authenticateService =
  (authenticator: Authenticator): AuthenticateCall =>
  (call, operation): Promise<Identity> =>
    authenticator.identify(asRequest(call), operation satisfies OperationDefinition);

const asRequest = ({ metadata, path }: { readonly metadata: Metadata; readonly path: string }): Request => {
  const header = (name: string) => textOf(metadata, name) ?? undefined;
  return {
    method: 'POST',
    path,
    originalUrl: path,
    headers: { authorization: header('authorization') },
    header,
  } as unknown as Request;
};
