import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Request } from 'express';
import { mayCallFor } from '../callers/may-call-for';
import type { ServiceCredentials } from '../callers/service-credentials';
import { type Identity, ROLES, type Role } from './identity';
import { ProblemError } from './problem-error';

/** Says who calls, or throws `auth.missing`. Abstract class rather than interface: it is an injection token. */
export abstract class Authenticator {
  abstract identify(request: Request, operation: OperationDefinition): Promise<Identity>;
}

/**
 * Between our own processes: a pass proves which one of ours, the headers say for whom. The gateway is the only one that
 * people reach, and it drops these headers when they come from outside; the others act as services only.
 */
export class ServiceAuthenticator extends Authenticator {
  constructor(private readonly credentials: ServiceCredentials) {
    super();
  }

  override async identify(request: Request, operation: OperationDefinition): Promise<Identity> {
    const caller = this.credentials.callerOf(bearerToken(request));
    if (caller === null) {
      throw new ProblemError('auth.missing', 'Only our own services are answered here, by a pass');
    }
    const role = request.header('x-actor-role') ?? 'service';
    const tenantId = request.header('x-tenant-id') ?? '';
    const actorId = request.header('x-actor-id') ?? (role === 'service' ? 'service' : '');
    const errors = [
      ...(isRole(role) ? [] : [{ field: 'header.x-actor-role', message: `expected one of ${ROLES.join(', ')}` }]),
      ...(tenantId === '' && role !== 'operator' ? [{ field: 'header.x-tenant-id', message: 'is missing' }] : []),
      ...(actorId === '' ? [{ field: 'header.x-actor-id', message: 'is missing' }] : []),
    ];
    if (errors.length > 0) throw new ProblemError('request.invalid', 'The headers do not say for whom', errors);
    if (!mayCallFor(caller, role as Role, operation)) {
      throw new ProblemError('auth.forbidden', `${caller} may not call ${operation.operationId} as ${role}`);
    }
    const actorName = request.header('x-actor-name');
    const address = request.header('x-forwarded-for');
    return {
      tenantId,
      actorId,
      role: role as Role,
      ...(actorName === undefined ? {} : { actorName: decodeURIComponent(actorName) }),
      ...(address === undefined ? {} : { address }),
    };
  }
}

export const bearerToken = (request: Request): string | null =>
  /^Bearer +([^\s,]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);
