import type { AppName } from '@gong-timeline/domain';
import { newServiceKeys, ServiceCredentials } from '@gong-timeline/runtime';

interface Asking {
  readonly role?: string;
  readonly actorId?: string;
  readonly by?: AppName;
}

/** Those who ask one of our services in its specs, each with a key of its own, as an installation has them. */
export interface Callers {
  /** What the service itself is started with. */
  readonly keys: { readonly SERVICE_KEY: string; readonly SERVICE_KEYS: string };
  /** How any of our services shows the others who it is. */
  credentialsOf(app: AppName): ServiceCredentials;
  /**
   * The headers (of gRPC: metadata) by which the gateway asks for somebody, or another service for itself. For one request:
   * a pass lives for a minute.
   */
  headersFor(tenantId: string, asking?: Asking): Record<string, string>;
}

/** `role`: of whom the gateway asks for, where a spec says nothing of it. `service`: who asks with the role service. */
export const callersOf = (
  asked: AppName,
  { role: usual = 'admin', service = 'gong-ingest' as AppName } = {},
): Callers => {
  const keys = newServiceKeys();
  const credentialsOf = (app: AppName) => ServiceCredentials.of(app, keys[app]);
  return {
    keys: keys[asked],
    credentialsOf,
    headersFor: (
      tenantId,
      { role = usual, actorId = 'ana', by = role === 'service' ? service : 'gateway' }: Asking = {},
    ) => ({
      authorization: `Bearer ${credentialsOf(by).bearerFor(asked)}`,
      'x-tenant-id': tenantId,
      'x-actor-id': actorId,
      'x-actor-role': by === 'gateway' ? role : 'service',
    }),
  };
};
