import { METHODS } from '@gong-timeline/contracts';
import {
  type GrpcOffer,
  LOGGER,
  type Logger,
  ProblemError,
  type Provide,
  Readiness,
  ServiceCredentials,
  textOf,
} from '@gong-timeline/runtime';
import type { Metadata } from '@grpc/grpc-js';
import { TokenCallers } from '../access/token-callers';
import { OwnerChannels } from './owner-channels';
import { ownersHealth } from './owners-health';
import { type Passing, passOn } from './pass-on';
import { StreamSlots } from './stream-slots';

const BEARER = /^Bearer +([^\s,]{1,4096})$/i;

const tokenOf = (metadata: Metadata): string => {
  const token = BEARER.exec(textOf(metadata, 'authorization') ?? '')?.[1];
  if (token !== undefined) return token;
  throw new ProblemError('auth.missing', 'Send an API token as metadata: authorization: Bearer <token>');
};

/** The one address of all services: who calls is found out here, by API token, and the call goes on to its owner. */
export const gatewayRpcs = (get: Provide): GrpcOffer => {
  const tokens = get<TokenCallers>(TokenCallers);
  const channels = get<OwnerChannels>(OwnerChannels);
  const passing: Passing = {
    channels,
    credentials: get<ServiceCredentials>(ServiceCredentials),
    slots: new StreamSlots(),
    log: get<Logger>(LOGGER),
    lookAgain: (call, operation) => tokens.lookAgain(tokenOf(call.metadata), call.peer, operation),
  };
  return {
    methods: METHODS.map((method) => passOn(method, passing)),
    authenticate: async ({ metadata, peer }, operation) => tokens.admit(tokenOf(metadata), peer, operation),
    reflection: true,
    health: ownersHealth(channels, get<Readiness>(Readiness)),
  };
};
