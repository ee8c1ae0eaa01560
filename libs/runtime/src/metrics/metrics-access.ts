import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { bearerToken } from '../http/authenticator';
import { ProblemError } from '../http/problem-error';

/**
 * Who may read the metrics. Open where a process listens for our own network only; a process that people reach asks for
 * METRICS_TOKEN, and shows none when it has none.
 */
export class MetricsAccess {
  constructor(private readonly token: string | 'anybody' | null) {}

  check(request: Request): void {
    if (this.token === 'anybody') return;
    if (this.token === null || !timingSafeEqual(digest(bearerToken(request) ?? ''), digest(this.token))) {
      throw new ProblemError('auth.missing', 'Send the METRICS_TOKEN of this service as Authorization: Bearer <token>');
    }
  }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
