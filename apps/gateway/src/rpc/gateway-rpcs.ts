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
import { TokenCallers } from '../access/token-callers';
import { OwnerChannels } from './owner-channels';
import { ownersHealth } from './owners-health';
import { passOn } from './pass-on';
import { StreamSlots } from './stream-slots';

const BEARER = /^Bearer +([^\s,]{1,4096})$/i;

/** The one address of all services: who calls is found out here, by API token, and the call goes on to its owner. */
export const gatewayRpcs = (get: Provide): GrpcOffer => {
  const tokens = get<TokenCallers>(TokenCallers);
  const channels = get<OwnerChannels>(OwnerChannels);
  const passing = {
    channels,
    credentials: get<ServiceCredentials>(ServiceCredentials),
    slots: new StreamSlots(),
    log: get<Logger>(LOGGER),
  };
  return {
    methods: METHODS.map((method) => passOn(method, passing)),
    authenticate: async ({ metadata, peer }, operation) => {
      const token = BEARER.exec(textOf(metadata, 'authorization') ?? '')?.[1];
      if (token === undefined) {
        throw new ProblemError('auth.missing', 'Send an API token as metadata: authorization: Bearer <token>');
      }
      return tokens.admit(token, peer, operation);
    },
    reflection: true,
    health: ownersHealth(channels, get<Readiness>(Readiness)),
  };
};
