/** What the Timeline remembers of a call. */
export interface CallState {
  /** The newest revision of the call that was seen here, whatever became of it. */
  readonly seenRevision: number;
  /** `never`: no Activity was ever written; `redacted`: there was one, and only its key and the fact remain (S9). */
  readonly standing: 'never' | 'on-timeline' | 'redacted';
  readonly snapshotHash: string | null;
}

export type WriteDecision =
  | { readonly do: 'ignore'; readonly reason: 'stale-revision' }
  | { readonly do: 'create' }
  | { readonly do: 'update' }
  | { readonly do: 'keep' };

/**
 * S9, S10. A fact of a revision that was seen already has had its outcome, in the transaction that saw it; an older
 * one must not undo a newer. Equal hashes mean that nothing has changed at Gong, and nothing is written, whatever the
 * directory says now; else the whole Activity counts, `looksTheSame`: what has changed may be nothing that S12 shows.
 * S16: of a call that is synced again by hand it always counts.
 */
export const decideWrite = (
  state: CallState | null,
  call: { readonly revision: number; readonly snapshotHash: string; readonly resync?: boolean },
  looksTheSame: () => boolean,
): WriteDecision => {
  if (state === null) return { do: 'create' };
  if (call.revision <= state.seenRevision) return { do: 'ignore', reason: 'stale-revision' };
  switch (state.standing) {
    case 'never':
      return { do: 'create' };
    case 'redacted':
      return { do: 'update' };
    case 'on-timeline': {
      const isUnchanged = call.resync !== true && call.snapshotHash === state.snapshotHash;
      return isUnchanged || looksTheSame() ? { do: 'keep' } : { do: 'update' };
    }
  }
};
