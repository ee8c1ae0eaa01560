import type { AppName } from '@gong-timeline/domain';
import { StartError } from '../service/start-error';
import { readServiceKeys, type ServiceKeys } from './service-keys';
import { type Claims, callerBy, PASS_LIFE_MS, signedClaims, signPass } from './service-pass';

export interface ServiceKeyVariables {
  readonly SERVICE_KEY?: string | undefined;
  readonly SERVICE_KEYS?: string | undefined;
}

/**
 * How one of our services shows who it is, and knows others: a pass signed by its own key (`SERVICE_KEY`). For HTTP and
 * gRPC alike.
 */
export class ServiceCredentials {
  /** Passes of others whose signature was good: each comes with a minute's calls. */
  private readonly proven = new Map<string, Claims>();
  private readonly passes = new Map<AppName, { readonly text: string; readonly renewAt: number }>();

  private constructor(
    private readonly app: AppName,
    private readonly keys: ServiceKeys,
  ) {}

  /** Throws a StartError that names the variable which is missing or wrong. */
  static of(app: AppName, { SERVICE_KEY, SERVICE_KEYS }: ServiceKeyVariables): ServiceCredentials {
    if (SERVICE_KEY === undefined || SERVICE_KEYS === undefined) {
      throw new StartError(
        `${SERVICE_KEY === undefined ? 'SERVICE_KEY' : 'SERVICE_KEYS'} is missing: see .env.example`,
      );
    }
    const reading = readServiceKeys(app, SERVICE_KEY, SERVICE_KEYS);
    if ('problem' in reading) throw new StartError(reading.problem);
    return new ServiceCredentials(app, reading.keys);
  }

  /** What to send as `Authorization: Bearer` to another service. Not to be kept: it runs out. */
  bearerFor(audience: AppName, now = new Date()): string {
    const kept = this.passes.get(audience);
    if (kept !== undefined && now.getTime() < kept.renewAt && now.getTime() > kept.renewAt - PASS_LIFE_MS) {
      return kept.text;
    }
    const text = signPass(this.keys.own, this.app, audience, now);
    this.passes.set(audience, { text, renewAt: now.getTime() + PASS_LIFE_MS / 2 });
    return text;
  }

  /** Who sent this bearer token to us; null for nobody of ours. */
  callerOf(bearer: string | null, now = new Date()): AppName | null {
    if (bearer === null) return null;
    const claims = this.claimsOf(bearer);
    return claims === null ? null : callerBy(claims, this.app, now);
  }

  private claimsOf(bearer: string): Claims | null {
    const known = this.proven.get(bearer);
    if (known !== undefined) return known;
    const claims = signedClaims(bearer, this.keys);
    if (claims === null) return null;
    const [oldest] = this.proven.keys();
    if (this.proven.size >= MOST_PROVEN && oldest !== undefined) this.proven.delete(oldest);
    this.proven.set(bearer, claims);
    return claims;
  }
}

/** A few of each of our processes that call: what nobody of ours signed takes no place. */
const MOST_PROVEN = 100;
