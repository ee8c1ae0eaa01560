import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Authenticator } from './authenticator';
import { mayCall } from './identity';
import { OPEN_ROUTE, OPERATION_ROUTE, type OperationRoute } from './implements';
import { ProblemError } from './problem-error';
import { requestState } from './request-state';

/** Before anything else of an operation: who calls, and may they. A route that names neither an operation nor `@Open()` is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(OPEN_ROUTE, handler) === true) return true;
    const route = this.reflector.get<OperationRoute | undefined>(OPERATION_ROUTE, handler);
    if (route === undefined) throw new Error('A route must say @Implements(operation) or @Open()');

    const { operation } = route;
    const request = context.switchToHttp().getRequest<Request>();
    const state = requestState(request);
    state.operation = operation;
    const identity = await this.authenticator.identify(request, operation);
    if (!mayCall(operation.access, identity.role)) {
      throw new ProblemError(
        'auth.forbidden',
        `This needs the role ${operation.access}; the caller has the role ${identity.role}`,
      );
    }
    state.identity = identity;
    return true;
  }
}
