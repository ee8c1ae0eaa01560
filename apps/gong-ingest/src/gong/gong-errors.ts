/** What to do about an answer of Gong that is not the one we asked for. */
export type GongAction =
  /** Nothing was found: an empty answer (Gong says so with 404 when the request carries a filter). */
  | 'none'
  /** The cursor is no good any more: read the window again from its first page. */
  | 'restart-window'
  /** Ask connector-auth for another token, once; then an admin must authorise again. */
  | 'new-token'
  /** An admin must change something at Gong. */
  | 'configuration'
  /** Gong's limit: wait as long as `Retry-After` says. */
  | 'wait'
  /** Gong is down or a line was cut: back off and try again. */
  | 'try-again'
  /** Nothing that repeating would mend. */
  | 'refuse';

interface Rule {
  readonly status: number | readonly [from: number, to: number];
  /** Gong gives no codes, only English sentences (API.md, section 3). */
  readonly saying?: RegExp;
  readonly on?: 'users';
  readonly action: GongAction;
  /** For people. */
  readonly meaning: string;
}

/** The first rule that fits decides. */
const RULES: readonly Rule[] = [
  {
    status: 404,
    saying: /No .* found corresponding to the provided filters/i,
    action: 'none',
    meaning: 'Gong found nothing',
  },
  {
    status: 400,
    saying: /cursor has expired|failed to verify cursor/i,
    action: 'restart-window',
    meaning: "Gong's cursor has expired",
  },
  { status: 401, action: 'new-token', meaning: 'Gong refused the access token' },
  // Gong documents 403 "Access denied" for users where calls answer 401.
  { status: 403, on: 'users', saying: /access denied/i, action: 'new-token', meaning: 'Gong refused the access token' },
  {
    status: 403,
    action: 'configuration',
    meaning: 'Gong does not allow it: a scope is missing, or our address is not trusted there',
  },
  { status: 404, action: 'refuse', meaning: 'Gong does not know this address' },
  { status: 429, action: 'wait', meaning: "Gong's limit is reached" },
  { status: [408, 408], action: 'try-again', meaning: 'Gong gave up waiting' },
  { status: [500, 599], action: 'try-again', meaning: 'Gong is out of order' },
  {
    status: [300, 399],
    action: 'refuse',
    meaning: 'Gong sent us to another address: the API base address must be wrong',
  },
];
const REFUSED = { action: 'refuse', meaning: 'Gong refused the request' } as const;

export type GongEndpoint = 'calls' | 'users';

export const actionFor = (
  endpoint: GongEndpoint,
  status: number,
  messages: readonly string[],
): { readonly action: GongAction; readonly meaning: string } => {
  const said = messages.join(' ');
  const fits = ({ status: wanted, saying, on }: Rule): boolean =>
    (typeof wanted === 'number' ? status === wanted : status >= wanted[0] && status <= wanted[1]) &&
    (saying === undefined || saying.test(said)) &&
    (on === undefined || on === endpoint);
  return RULES.find(fits) ?? REFUSED;
};

/** Anything that went wrong at Gong, with what to do about it as data. Its message may be shown to people. */
export class GongFailure extends Error {
  readonly action: GongAction;
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(
    what: { action: GongAction; status: number; meaning: string; said?: string; retryAfterMs?: number | null },
    options?: ErrorOptions,
  ) {
    const status = what.status === 0 ? '' : ` (HTTP ${what.status})`;
    super(`${what.meaning}${status}${what.said ? `: ${what.said}` : ''}`, options);
    this.name = 'GongFailure';
    this.action = what.action;
    this.status = what.status;
    this.retryAfterMs = what.retryAfterMs ?? null;
  }
}
