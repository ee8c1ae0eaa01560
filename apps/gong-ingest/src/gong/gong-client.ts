import type { Static } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { ADDRESS_REFUSED, type AllowedHosts, outboundAgent } from '@gong-timeline/runtime';
import { request } from 'undici';
import { cleanText } from './clean-text';
import { CallsAnswer, CONTENT_SELECTOR, UsersAnswer } from './gong-api';
import { actionFor, type GongEndpoint, GongFailure } from './gong-errors';
import { retryAfterMs } from './retry-after';

export type CallFilter =
  | { readonly fromDateTime: string; readonly toDateTime: string }
  | { readonly callIds: readonly string[] };

/** Which blocks of a call Gong is to send. */
export interface ContentSelector {
  readonly context?: 'Basic';
  readonly exposedFields: Readonly<Record<string, boolean | Readonly<Record<string, boolean>>>>;
}

export interface GongAccess {
  readonly apiBaseUrl: string;
  readonly accessToken: string;
}

/** One page as Gong sent it. `items` are still unknown: each is judged by itself. */
export interface GongPage {
  readonly items: readonly unknown[];
  readonly cursor: string | null;
  readonly total: number | null;
  readonly bytes: number;
}

/** A page of 100 calls is some 300 kB; this only bounds what a broken answer may cost. */
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;
const ANSWER_TIMEOUT_MS = 60_000;

const schemas = { calls: TypeCompiler.Compile(CallsAnswer), users: TypeCompiler.Compile(UsersAnswer) };

/** The only HTTP to Gong. One request, one answer: waiting, repeating and new tokens are its caller's. */
export class GongClient {
  private readonly agent: ReturnType<typeof outboundAgent>;

  constructor(
    private readonly clock: { now(): Date },
    /** Status 0: no answer. */
    private readonly onAnswer: (endpoint: GongEndpoint, status: number) => void = () => undefined,
    allowedHosts: AllowedHosts = [],
  ) {
    this.agent = outboundAgent({
      allowedHosts,
      connectTimeoutMs: 10_000,
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
      maxAnswerBytes: LARGEST_ANSWER_BYTES,
    });
  }

  /** Danger: the cursor of a POST stands in the body. In the query Gong ignores it and sends the first page for ever. */
  async calls(
    access: GongAccess,
    filter: CallFilter,
    cursor: string | null,
    signal: AbortSignal,
    contentSelector: ContentSelector = CONTENT_SELECTOR,
  ): Promise<GongPage> {
    const body = { filter, contentSelector, ...(cursor === null ? {} : { cursor }) };
    const text = await this.ask('calls', access, signal, {
      method: 'POST',
      path: '/v2/calls/extensive',
      body: JSON.stringify(body),
    });
    if (text === NOTHING) return EMPTY;
    const { records, calls } = parse('calls', text);
    return { ...progressOf(records), items: calls, bytes: text.length };
  }

  async users(access: GongAccess, cursor: string | null, signal: AbortSignal): Promise<GongPage> {
    const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
    const text = await this.ask('users', access, signal, { method: 'GET', path: `/v2/users${query}` });
    if (text === NOTHING) return EMPTY;
    const { records, users } = parse('users', text);
    return { ...progressOf(records), items: users, bytes: text.length };
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /** The text of a 200, or NOTHING; all else is a failure that says what to do. */
  private async ask(
    endpoint: GongEndpoint,
    access: GongAccess,
    signal: AbortSignal,
    what: Question,
  ): Promise<string | typeof NOTHING> {
    const { status, text, retryAfter } = await this.send(endpoint, access, signal, what);
    this.onAnswer(endpoint, status);
    if (status === 200) return text;
    const messages = messagesOf(text);
    const { action, meaning } = actionFor(endpoint, status, messages);
    if (action === 'none') return NOTHING;
    const waitMs = retryAfterMs(retryAfter, this.clock.now());
    throw new GongFailure({ action, status, meaning, said: messages.join(' '), retryAfterMs: waitMs });
  }

  private async send(
    endpoint: GongEndpoint,
    access: GongAccess,
    signal: AbortSignal,
    what: Question,
  ): Promise<Answered> {
    try {
      const { statusCode, headers, body } = await request(access.apiBaseUrl.replace(/\/+$/, '') + what.path, {
        dispatcher: this.agent,
        method: what.method,
        signal,
        headers: {
          authorization: `Bearer ${access.accessToken}`,
          accept: 'application/json',
          ...(what.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(what.body === undefined ? {} : { body: what.body }),
      });
      const retryAfter = headers['retry-after'];
      return {
        status: statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
        text: await body.text(),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      this.onAnswer(endpoint, 0);
      const { code } = error as { code?: unknown };
      if (code === ADDRESS_REFUSED)
        throw new GongFailure({ action: 'refuse', status: 0, meaning: NOT_PUBLIC }, { cause: error });
      const meaning = `Gong does not answer, or the line was cut${typeof code === 'string' ? ` (${code})` : ''}`;
      throw new GongFailure({ action: 'try-again', status: 0, meaning }, { cause: error });
    }
  }
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const NOT_PUBLIC =
  "The address of Gong's API is not a public one, so it is not asked: authorise the connection again, or let the operator look";

const NOTHING = Symbol('nothing found');
const EMPTY: GongPage = { items: [], cursor: null, total: 0, bytes: 0 };

const progressOf = (records: Static<typeof CallsAnswer>['records']): Pick<GongPage, 'cursor' | 'total'> => ({
  cursor: records?.cursor || null,
  total: records?.totalRecords ?? null,
});

const parse = <E extends GongEndpoint>(endpoint: E, text: string): AnswerOf<E> => {
  const answer = fromJson(text);
  if (!schemas[endpoint].Check(answer)) {
    throw new GongFailure({ action: 'try-again', status: 200, meaning: 'Gong sent an answer that cannot be read' });
  }
  return answer as AnswerOf<E>;
};
type AnswerOf<E extends GongEndpoint> = Static<{ calls: typeof CallsAnswer; users: typeof UsersAnswer }[E]>;

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Gong's error envelope: `{requestId, errors: [text]}`. */
const messagesOf = (text: string): string[] => {
  const answer = fromJson(text) as { errors?: unknown } | null | undefined;
  const errors = Array.isArray(answer?.errors) ? answer.errors : [];
  return errors.flatMap((error) => (typeof error === 'string' ? [cleanText(error.slice(0, 300))] : []));
};
