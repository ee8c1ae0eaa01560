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
 * one must not undo a newer. Equal hashes mean that nothing that S12 shows has changed at Gong: nothing is written.
 * S16: of a call that is synced again by hand the whole Activity counts, `looksTheSame`, whatever its hash says.
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
      const isSame = call.resync === true ? looksTheSame() : call.snapshotHash === state.snapshotHash;
      return isSame ? { do: 'keep' } : { do: 'update' };
    }
  }
};
