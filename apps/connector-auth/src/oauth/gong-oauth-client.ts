import { type AllowedHosts, outboundAgent } from '@gong-timeline/runtime';
import { type Agent, request } from 'undici';
import { readTokenAnswer, type TokenGrant } from './token-answer';
import { errorTexts, kindOfFailure, type TokenFailureKind, wordsOf } from './token-errors';

export type TokenResult =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  | { readonly kind: TokenFailureKind; readonly words: string };

export interface GongOAuthOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly timeoutMs: number;
  readonly allowedHosts: AllowedHosts;
}

/** A token answer has less than 2 KB; what is longer is not one. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * The only HTTP to Gong of this service. Gong documents the parameters in the query string, with an empty body, so the
 * address of a request holds a code or a refresh token: it is never logged, nor put into an error.
 * Redirects are not followed: they would carry the credentials elsewhere.
 */
export class GongOAuthClient {
  readonly #agent: Agent;

  constructor(private readonly options: GongOAuthOptions) {
    const { timeoutMs, allowedHosts } = options;
    this.#agent = outboundAgent({
      allowedHosts,
      connectTimeoutMs: Math.min(timeoutMs, 10_000),
      answerTimeoutMs: timeoutMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    });
  }

  exchangeCode(code: string): Promise<TokenResult> {
    const { clientId, redirectUri } = this.options;
    return this.#ask({ grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri }, code);
  }

  refresh(refreshToken: string): Promise<TokenResult> {
    return this.#ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, refreshToken);
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #ask(parameters: Readonly<Record<string, string>>, secret: string): Promise<TokenResult> {
    const { tokenUrl, clientId, clientSecret, timeoutMs } = this.options;
    const url = new URL(tokenUrl);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: { authorization, accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      return toResult(statusCode, parsed(await body.text()), [secret, clientSecret, authorization]);
    } catch (error) {
      return { kind: 'unavailable', words: `Gong did not answer (${reasonOf(error)})` };
    }
  }
}

function toResult(status: number, body: unknown, secrets: readonly string[]): TokenResult {
  if (status !== 200) {
    const errors = errorTexts(body);
    return { kind: kindOfFailure(status, errors), words: wordsOf(status, errors, secrets) };
  }
  const reading = readTokenAnswer(body);
  if ('grant' in reading) return { kind: 'granted', grant: reading.grant };
  return { kind: 'unavailable', words: `Gong answered 200, but no tokens (${reading.problem})` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: judged by its status alone.
    return null;
  }
}

/** The code of a network error, e.g. ECONNREFUSED. Not its message: undici's may hold the address. */
const reasonOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
};
