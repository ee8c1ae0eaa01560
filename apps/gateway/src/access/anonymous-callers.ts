import { Clock, CONFIG } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayConfig } from '../config';
import { clientAddress } from './client-address';
import { limitKey } from './limit-key';
import { RateLimit } from './rate-limit';
import { rateLimited, tellRate } from './tell-rate';

/** What nobody signed in may ask for (signing in, invitations, the ways back) is counted by address. */
@Injectable()
export class AnonymousCallers {
  private readonly perAddress: RateLimit;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.perAddress = new RateLimit(config.ANONYMOUS_PER_MINUTE);
  }

  take(request: Request): void {
    const rate = this.perAddress.take(limitKey(clientAddress(request)), this.clock.now());
    tellRate(request, rate);
    if (!rate.allowed) throw rateLimited('This address made too many requests without being signed in', rate);
  }
}
