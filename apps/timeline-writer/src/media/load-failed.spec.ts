import { loadFailed } from './load-failed';

const down = 'Gong is temporarily down.';
const deleted = 'The recording was deleted at Gong.';
const notSelected =
  '"API request results" and "Separate phrases" are not selected in the settings of the tracker at Gong.';
const notRecognised = 'No tracked word was recognised in the call.';

describe('what the view says when a recording or trackers fail to load (S13)', () => {
  it('is said letter for letter, with the probable reasons', () => {
    expect(loadFailed('recording', 'gong-down')).toMatchObject({
      code: 'recording.load-failed',
      detail: 'This Video/Meeting Link has failed to load.',
      reasons: [down, deleted],
    });
    expect(loadFailed('trackers', 'gong-down')).toMatchObject({
      code: 'trackers.load-failed',
      detail: 'The Trackers have failed to load.',
      reasons: [down, deleted, notSelected, notRecognised],
    });
  });

  it('puts the reason first that was really seen', () => {
    expect(loadFailed('recording', 'nothing-there').reasons).toEqual([deleted, down]);
    expect(loadFailed('trackers', 'nothing-there').reasons).toEqual([notRecognised, down, deleted, notSelected]);
    for (const seen of ['limit-reached', 'connection-not-usable', 'call-withheld', 'our-side'] as const) {
      const { reasons = [] } = loadFailed('recording', seen);
      expect(reasons).toEqual([expect.not.stringMatching(down), down, deleted]);
    }
  });

  it('says of a call that turned private no more than of one that was deleted (S9)', () => {
    expect(loadFailed('recording', 'call-withheld').reasons?.[0]).toBe(
      'The call was deleted at Gong, or is private now.',
    );
  });
});
