import { createHash, timingSafeEqual } from 'node:crypto';
import type { AppName } from '@gong-timeline/domain';
import { StartError } from '../service/start-error';
import { readServiceKeys, type ServiceKeys } from './service-keys';
import { callerOf, PASS_LIFE_MS, signPass } from './service-pass';

export interface ServiceKeyVariables {
  readonly SERVICE_KEY?: string | undefined;
  readonly SERVICE_KEYS?: string | undefined;
  readonly SERVICE_TOKEN?: string | undefined;
}

/** Which of our services calls. `any`: by the one token that all of them had before each had a key of its own. */
export type Caller = AppName | 'any';

/**
 * How one of our services shows who it is, and knows others: a pass signed by its own key (`SERVICE_KEY`), or, while
 * `SERVICE_TOKEN` is set, that one secret of all. For HTTP and gRPC alike.
 */
export class ServiceCredentials {
  private readonly passes = new Map<AppName, { readonly text: string; readonly renewAt: number }>();

  private constructor(
    private readonly app: AppName,
    private readonly keys: ServiceKeys | null,
    private readonly sharedToken: string | null,
  ) {}

  /** Throws a StartError that names the variable which is missing or wrong. */
  static of(app: AppName, { SERVICE_KEY, SERVICE_KEYS, SERVICE_TOKEN }: ServiceKeyVariables): ServiceCredentials {
    if (SERVICE_KEY === undefined && SERVICE_KEYS === undefined && SERVICE_TOKEN !== undefined) {
      return new ServiceCredentials(app, null, SERVICE_TOKEN);
    }
    if (SERVICE_KEY === undefined || SERVICE_KEYS === undefined) {
      throw new StartError(
        `${SERVICE_KEY === undefined ? 'SERVICE_KEY' : 'SERVICE_KEYS'} is missing: see .env.example`,
      );
    }
    const reading = readServiceKeys(app, SERVICE_KEY, SERVICE_KEYS);
    if ('problem' in reading) throw new StartError(reading.problem);
    return new ServiceCredentials(app, reading.keys, SERVICE_TOKEN ?? null);
  }

  /** What to send as `Authorization: Bearer` to another service. Not to be kept: it runs out. */
  bearerFor(audience: AppName, now = new Date()): string {
    if (this.keys === null) return this.sharedToken ?? '';
    const kept = this.passes.get(audience);
    if (kept !== undefined && now.getTime() < kept.renewAt && now.getTime() > kept.renewAt - PASS_LIFE_MS) {
      return kept.text;
    }
    const text = signPass(this.keys.own, this.app, audience, now);
    this.passes.set(audience, { text, renewAt: now.getTime() + PASS_LIFE_MS / 2 });
    return text;
  }

  /** Who sent this bearer token to us; null for nobody of ours. */
  callerOf(bearer: string | null, now = new Date()): Caller | null {
    if (bearer === null) return null;
    if (this.sharedToken !== null && timingSafeEqual(digest(bearer), digest(this.sharedToken))) return 'any';
    return this.keys === null ? null : callerOf(bearer, this.keys, this.app, now);
  }
}

/** Of equal length whatever was sent, as a comparison in constant time needs. */
const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
