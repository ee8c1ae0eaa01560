import { OPERATIONS, type OperationDefinition } from '@gong-timeline/contracts';
import { Input, type InputOf, PassesOn } from '@gong-timeline/runtime';
import { Controller, Inject, type Type } from '@nestjs/common';
import { Forwarder } from './forwarder';

/** All that other apps own, but what only our own processes may call. */
export const isForwarded = ({ owner, access }: OperationDefinition): boolean =>
  owner !== 'gateway' && access !== 'service';

/** A controller with one method for each forwarded operation: a new operation in the contracts is offered without a line here. */
export const forwardingApi = (): Type => {
  @Controller()
  class ForwardingApi {
    constructor(@Inject(Forwarder) readonly forwarder: Forwarder) {}
  }
  for (const operation of OPERATIONS.filter(isForwarded)) {
    const name = operation.operationId;
    const descriptor: PropertyDescriptor = {
      configurable: true,
      value(this: ForwardingApi, input: InputOf<OperationDefinition>): Promise<void> {
        return this.forwarder.forward(operation, input);
      },
    };
    Object.defineProperty(ForwardingApi.prototype, name, descriptor);
    PassesOn(operation)(ForwardingApi.prototype, name, descriptor);
    Input()(ForwardingApi.prototype, name, 0);
  }
  return ForwardingApi;
};
