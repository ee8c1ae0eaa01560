import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** Gong's documented life of an access token (86,400 s), for an answer that does not say. */
const DEFAULT_LIFE_S = 86_400;

/** A year. What says more is no life, and no time that could be stored. */
const LONGEST_LIFE_S = 366 * 86_400;

/**
 * Only what nothing can be done without is required: an answer to a refresh has already voided the old pair at Gong, so
 * to turn it down for a missing field would lose the connection.
 */
const TokenAnswer = Type.Object({
  access_token: Type.String({ minLength: 1, maxLength: 16_384 }),
  refresh_token: Type.Optional(Type.String({ minLength: 1, maxLength: 16_384 })),
  expires_in: Type.Optional(Type.Unknown()),
  scope: Type.Optional(Type.String()),
  api_base_url_for_customer: Type.Optional(Type.String()),
});

/** What Gong granted. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Null when the answer carries none: then the one that was sent stays good (RFC 6749, section 6). */
  readonly refreshToken: string | null;
  readonly lifeMs: number;
  /** Null when the answer does not say: then all that was asked for is granted (RFC 6749, section 5.1). */
  readonly scope: string | null;
  readonly apiBaseUrl: string | null;
}

export function readTokenAnswer(body: unknown): { readonly grant: TokenGrant } | { readonly problem: string } {
  const answer = withoutNulls(body);
  if (!Value.Check(TokenAnswer, answer)) {
    const [first] = Value.Errors(TokenAnswer, answer);
    return { problem: `${first?.path.slice(1) || 'the answer'}: ${first?.message ?? 'not a token answer'}` };
  }
  return { grant: toGrant(answer) };
}

const toGrant = (answer: Static<typeof TokenAnswer>): TokenGrant => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? null,
  lifeMs: lifeOf(answer.expires_in) * 1000,
  scope: answer.scope ?? null,
  apiBaseUrl: answer.api_base_url_for_customer ?? null,
});

const lifeOf = (seconds: unknown): number =>
  typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_LIFE_S ? seconds : DEFAULT_LIFE_S;

/** Gong writes null as well as leaving a key out. */
const withoutNulls = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
    : body;
