import { CONFIG, StartError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import type { GatewayConfig } from '../config';

/**
 * X-Forwarded-For is believed from the declared proxies only, from the right: else anybody could write an address of
 * their choice into the log and past the limits.
 */
@Injectable()
export class TrustProxies {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost, @Inject(CONFIG) { TRUSTED_PROXIES = '' }: GatewayConfig) {
    const proxies = TRUSTED_PROXIES.split(',').map((text) => text.trim());
    const express = host.httpAdapter.getInstance<Express>();
    try {
      express.set(
        'trust proxy',
        proxies.filter((text) => text !== ''),
      );
    } catch (error) {
      const expected = 'addresses or ranges such as 10.0.0.0/8, separated by commas';
      throw new StartError(`TRUSTED_PROXIES is not valid: expected ${expected} (${(error as Error).message})`);
    }
  }
}
