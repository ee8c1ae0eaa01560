import { Authenticator } from '../http/authenticator';
import { Readiness } from '../health/readiness';
import type { Rpc } from './define-rpc';
import type { GrpcOffer, Provide } from './served-method';
import { authenticateService } from './service-caller';

/** What an owner offers: to our own processes only, which say for whom they call. */
export const rpcs =
  (list: readonly Rpc[]) =>
  (get: Provide): GrpcOffer => {
    const methods = list.map((rpc) => rpc(get));
    const services = [...new Set(methods.map(({ definition }) => definition.service))];
    const readiness = get<Readiness>(Readiness);
    return {
      methods,
      authenticate: authenticateService(get<Authenticator>(Authenticator)),
      reflection: false,
      health: async () => {
        const { status } = await readiness.report();
        return Object.fromEntries(services.map((service) => [service, status === 'ready']));
      },
    };
  };
