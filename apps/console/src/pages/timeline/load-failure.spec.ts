import { Problem } from '../../api/problem';
import { loadFailure, playerFailure } from './load-failure';

describe('what the view says when Gong gives nothing to look at (S13)', () => {
  it('is the sentence and the reasons that the API tells, in its order', () => {
    const reasons = ['The recording was deleted at Gong.', 'Gong is temporarily down.'];
    const problem = new Problem({
      title: 'x',
      code: 'recording.load-failed',
      detail: 'This Video/Meeting Link has failed to load.',
      reasons,
    });
    expect(loadFailure('recording', problem)).toMatchObject({
      message: 'This Video/Meeting Link has failed to load.',
      reasons,
    });
  });

  it('is the same sentence, letter for letter, when the file itself fails in the player', () => {
    expect(playerFailure).toMatchObject({
      message: 'This Video/Meeting Link has failed to load.',
      reasons: ['Gong is temporarily down.', 'The recording was deleted at Gong.'],
    });
  });

  it('is the sentence with what is known when no answer came', () => {
    const failure = loadFailure('trackers', new TypeError('fetch'));
    expect(failure.message).toBe('The Trackers have failed to load.');
    expect(failure.reasons).toEqual([expect.stringContaining('could not be reached')]);
  });
});
