/** What we hold of a call from earlier reads. No content: hashes and counters (S9, S10). */
export interface KnownCall {
  readonly revision: number;
  readonly attempt: number;
  /** Of the newest content that was told; null when that was withheld, gone or malformed. */
  readonly capturedHash: string | null;
  /** Of the content that the Timeline holds; null when the call is not on it. */
  readonly timelineHash: string | null;
  readonly withheld: boolean;
  /** An admin asked for it, and what was read for him is not on the Timeline yet: it failed, waits, or is on its way. */
  readonly resyncPending: boolean;
  /** The newest job that read it. */
  readonly lastJobId: string;
}

/** What Gong said of a call this time. */
export type Reading =
  | { readonly kind: 'public'; readonly hash: string }
  | { readonly kind: 'private' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'malformed' };

export interface Decision {
  readonly does: 'capture' | 'withhold' | 'gone' | 'refuse' | 'unchanged' | 'repeated';
  readonly revision: number;
  readonly attempt: number;
  /** Whether it adds to the calls that the job has read: a call counts once a job (S11). */
  readonly counts: boolean;
}

/**
 * Unchanged needs both hashes: while newer content of the call is still on its way, what the Timeline holds is about to
 * be replaced, so equal content must go after it. `byHand`: an admin asked for this very call, and it goes through (S16).
 */
export const decideCall = (known: KnownCall | undefined, reading: Reading, jobId: string, byHand = false): Decision => {
  const revision = known?.revision ?? 0;
  const attempt = known?.attempt ?? 0;
  const told = known?.lastJobId === jobId;
  const next = { revision: revision + 1, attempt: attempt + 1, counts: !told };

  if (told) {
    // The same call again: another page, or the window read again. Only a call that turned private meanwhile is told.
    const turnedPrivate = reading.kind === 'private' && !known.withheld;
    return turnedPrivate ? { does: 'withhold', ...next } : { does: 'repeated', revision, attempt, counts: false };
  }
  switch (reading.kind) {
    case 'private':
      return { does: 'withhold', ...next };
    case 'gone':
      return { does: 'gone', ...next };
    case 'malformed':
      return { does: 'refuse', ...next };
    case 'public': {
      const onTimeline = known !== undefined && known.timelineHash === reading.hash;
      return onTimeline && known.capturedHash === reading.hash && !byHand
        ? { does: 'unchanged', revision, attempt, counts: true }
        : { does: 'capture', ...next };
    }
  }
};
