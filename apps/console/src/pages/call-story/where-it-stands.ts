import type { JsonOf } from '../../api/types';
import type { Meaning } from '../../theme/meanings';

export type CallOutcome = JsonOf<'listCallOutcomes'>['items'][number];

export interface Standing {
  readonly meaning: Meaning;
  readonly words: string;
}

/** X7: is this call on the Timeline, and if not, why not. `outcomes` are newest first, of one call. */
export const whereItStands = (outcomes: readonly CallOutcome[]): Standing | null => {
  const newest = outcomes[0];
  if (newest === undefined) return null;
  if (newest.code.startsWith('synced.')) return { meaning: 'ok', words: 'This call is on the Timeline.' };
  // S10: an Activity stays when its call can no longer be resolved; a private call's is redacted (S9).
  const before = outcomes.slice(1).find(({ code }) => code.startsWith('synced.') || code === 'skipped.private');
  const stays = before !== undefined && before.code !== 'skipped.private' && newest.code !== 'skipped.private';
  const meaning: Meaning = newest.code.startsWith('skipped.')
    ? 'skipped'
    : newest.code === 'author.conflict'
      ? 'waiting'
      : 'failed';
  if (newest.code === 'skipped.private')
    return { meaning, words: 'This call is not on the Timeline: it is private at Gong.' };
  if (stays)
    return { meaning, words: `Its Activity stays as it was: the newest run could not sync it. ${newest.message}` };
  return { meaning, words: `This call is not on the Timeline. ${newest.message}` };
};
