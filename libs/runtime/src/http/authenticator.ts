import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Request } from 'express';
import { type Identity, ROLES, type Role } from './identity';
import { ProblemError } from './problem-error';

/** Says who calls, or throws `auth.missing`. Abstract class rather than interface: it is an injection token. */
export abstract class Authenticator {
  abstract identify(request: Request, operation: OperationDefinition): Promise<Identity>;
}

/**
 * Between our own processes: the service token proves one of ours, the headers say for whom. The gateway is the only
 * one that people reach, and it drops these headers when they come from outside.
 */
export class ServiceTokenAuthenticator extends Authenticator {
  private readonly expected: Buffer;

  constructor(serviceToken: string) {
    super();
    this.expected = digest(serviceToken);
  }

  override async identify(request: Request): Promise<Identity> {
    const token = bearerToken(request);
    if (token === null || !timingSafeEqual(digest(token), this.expected)) {
      throw new ProblemError('auth.missing', 'Send the service token as Authorization: Bearer <token>');
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
    return { tenantId, actorId, role: role as Role };
  }
}

export const bearerToken = (request: Request): string | null =>
  /^Bearer +([^\s,]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** Of equal length whatever was sent, as a comparison in constant time needs. */
const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);
