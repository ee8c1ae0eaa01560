import { createHash, createHmac } from 'node:crypto';
import { sameText } from '../http/same-text';

export interface TokenClaims {
  kind: 'access' | 'refresh';
  company: string;
  grant: string;
  /** Counts the refreshes of a grant: a refresh token is good only while it carries the newest number. */
  generation: number;
  scopes: string[];
  issuedAtMs: number;
  /** Refresh tokens have no known end. */
  expiresAtMs: number | null;
}

/**
 * Tokens carry their claims under a seal made from the seed, so those of an earlier run are still good after a restart
 * with the same seed. To clients they are opaque.
 */
export class TokenSeal {
  private readonly key: Buffer;

  constructor(seed: string, clientSecret: string) {
    this.key = createHash('sha256').update(`tokens/${seed}/${clientSecret}`).digest();
  }

  seal(claims: TokenClaims): string {
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${claims.kind === 'access' ? 'at' : 'rt'}_${body}.${this.sign(body)}`;
  }

  /** The claims, or null when it is not a token of ours of this kind. */
  open(token: string, kind: TokenClaims['kind']): TokenClaims | null {
    const [, body = '', signature = ''] = /^[ar]t_([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
    if (!sameText(signature, this.sign(body))) return null;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as TokenClaims;
    return claims.kind === kind ? claims : null;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}
