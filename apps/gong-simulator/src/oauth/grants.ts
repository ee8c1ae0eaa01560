import { randomBytes } from 'node:crypto';
import type { Companies } from '../companies/companies';
import type { Company } from '../companies/company';
import type { TokenClaims, TokenSeal } from './sealed-token';

const codeLifetimeMs = 10 * 60_000;

export interface TokenPair {
  access_token: string;
  refresh_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: string;
  api_base_url_for_customer: string;
}

interface Code {
  company: string;
  scopes: string[];
  redirectUri: string;
  expiresAtMs: number;
}

/** Codes and tokens of every company: single-use codes, single-use refresh tokens, access tokens that run out. */
export class Grants {
  private readonly codes = new Map<string, Code>();
  private readonly generations = new Map<string, number>();

  constructor(
    private readonly companies: Companies,
    private readonly seal: TokenSeal,
    private readonly tokenLifetimeSeconds: number,
  ) {}

  issueCode(company: Company, scopes: string[], redirectUri: string, nowMs: number): string {
    for (const [code, { expiresAtMs }] of this.codes) if (expiresAtMs <= nowMs) this.codes.delete(code);
    const code = randomBytes(24).toString('base64url');
    this.codes.set(code, { company: company.key, scopes, redirectUri, expiresAtMs: nowMs + codeLifetimeMs });
    return code;
  }

  /** The pair for a code, or null when the code is unknown, used, too old, or was given for another address. */
  redeem(code: string, redirectUri: string, nowMs: number, lifetimeSeconds?: number): TokenPair | null {
    const found = this.codes.get(code);
    this.codes.delete(code);
    const company = found && this.companies.find(found.company);
    if (!company || found.expiresAtMs <= nowMs || found.redirectUri !== redirectUri) return null;
    return this.issue(company, randomBytes(9).toString('base64url'), 0, found.scopes, nowMs, lifetimeSeconds);
  }

  /** A new pair; the refresh token given for it is dead from here on. Null when it was dead already. */
  refresh(token: string, nowMs: number, lifetimeSeconds?: number): TokenPair | null {
    const claims = this.seal.open(token, 'refresh');
    const company = claims && this.companies.find(claims.company);
    if (!company || claims.issuedAtMs <= company.grantsDeadUntilMs) return null;
    const newest = this.generations.get(claims.grant) ?? claims.generation;
    if (claims.generation !== newest) return null;
    return this.issue(company, claims.grant, newest + 1, claims.scopes, nowMs, lifetimeSeconds);
  }

  /** Whose code or refresh token this is, alive or not. */
  companyOf(code: string | null, refreshToken: string | null): string | null {
    if (code !== null) return this.codes.get(code)?.company ?? null;
    return refreshToken === null ? null : (this.seal.open(refreshToken, 'refresh')?.company ?? null);
  }

  /** The claims of an access token that is good at this company now; null otherwise. */
  verify(token: string, company: Company, nowMs: number): TokenClaims | null {
    const claims = this.seal.open(token, 'access');
    if (!claims || claims.company !== company.key) return null;
    const deadUntilMs = Math.max(company.accessTokensDeadUntilMs, company.grantsDeadUntilMs);
    return claims.issuedAtMs > deadUntilMs && (claims.expiresAtMs ?? 0) > nowMs ? claims : null;
  }

  issue(
    company: Company,
    grant: string,
    generation: number,
    scopes: string[],
    nowMs: number,
    lifetimeSeconds?: number,
  ): TokenPair {
    const seconds = lifetimeSeconds ?? this.tokenLifetimeSeconds;
    // Later than anything that was declared dead, even within the same millisecond.
    const issuedAtMs = Math.max(nowMs, company.accessTokensDeadUntilMs + 1, company.grantsDeadUntilMs + 1);
    const claims = { company: company.key, grant, generation, scopes, issuedAtMs };
    this.generations.set(grant, generation);
    return {
      access_token: this.seal.seal({ ...claims, kind: 'access', expiresAtMs: nowMs + seconds * 1000 }),
      refresh_token: this.seal.seal({ ...claims, kind: 'refresh', expiresAtMs: null }),
      token_type: 'Bearer',
      expires_in: seconds,
      scope: scopes.join(' '),
      api_base_url_for_customer: company.apiBaseUrl,
    };
  }
}
