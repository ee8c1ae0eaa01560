import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError } from '@gong-timeline/runtime';
import type { AccessTokens } from './access-tokens';
import type { CallFilter, ContentSelector, GongAccess, GongClient, GongPage } from './gong-client';
import { GongFailure } from './gong-errors';
import type { RequestSlots } from './request-slots';

/** What all jobs of this process share. */
export interface GongParts {
  readonly client: GongClient;
  readonly tokens: AccessTokens;
  readonly slots: RequestSlots;
  /** Waits for Gong up to this long are waited with the job in hand; longer ones lay it aside. */
  readonly waitInHandMs: number;
  /** Pauses before a request is repeated with the job in hand; after the last of them it is laid aside. */
  readonly pausesMs: readonly number[];
}

/** 429 without a usable `Retry-After`. */
const DEFAULT_RETRY_AFTER_MS = 5_000;

/**
 * Gong for one job: every request waits for its slot, carries a token that works, and is repeated for a little while
 * where repeating helps. What comes out is a page, or an error that says what is to become of the job.
 */
export class PatientGong {
  constructor(
    private readonly parts: GongParts,
    private readonly job: { readonly tenantId: string; readonly connectionId: string; readonly jobId: string },
    private readonly signal: AbortSignal,
  ) {}

  calls(filter: CallFilter, cursor: string | null): Promise<GongPage> {
    return this.patiently((access) => this.parts.client.calls(access, filter, cursor, this.signal));
  }

  /** One call by its id, with what the view shows of it and nothing else (S13). */
  lookAt(callId: string, selector: ContentSelector): Promise<GongPage> {
    return this.patiently((access) =>
      this.parts.client.calls(access, { callIds: [callId] }, null, this.signal, selector),
    );
  }

  users(cursor: string | null): Promise<GongPage> {
    return this.patiently((access) => this.parts.client.users(access, cursor, this.signal));
  }

  private async patiently(ask: (access: GongAccess) => Promise<GongPage>): Promise<GongPage> {
    let refused: GongAccess | null = null;
    for (let failures = 0; ; ) {
      let access: GongAccess | undefined;
      try {
        access = await this.parts.tokens.borrow(this.job, refused, this.signal);
        await this.parts.slots.next(access.apiBaseUrl, this.parts.waitInHandMs, this.signal);
        return await ask(access);
      } catch (error) {
        this.signal.throwIfAborted();
        if (error instanceof GongFailure && error.action === 'wait' && access !== undefined) {
          // The next turn waits in `slots`, as everybody who asks this company does.
          await this.parts.slots.block(access.apiBaseUrl, error.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS);
        } else if (error instanceof GongFailure && error.action === 'new-token' && refused === null && access) {
          refused = access;
        } else {
          const pauseMs = isPassing(error) ? this.parts.pausesMs[failures] : undefined;
          if (pauseMs === undefined) throw error;
          failures += 1;
          await wait(pauseMs, undefined, { signal: this.signal });
        }
      }
    }
  }
}

/** Gong, or the service that lends its tokens, is down: the same request may succeed later. */
export const isPassing = (error: unknown): boolean =>
  (error instanceof GongFailure && error.action === 'try-again') ||
  (error instanceof ProblemError && PASSING_PROBLEMS.has(error.code));

const PASSING_PROBLEMS: ReadonlySet<string> = new Set(['gong.unavailable', 'upstream.unavailable', 'internal.error']);
