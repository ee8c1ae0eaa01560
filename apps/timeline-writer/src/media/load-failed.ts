import type { LoadFailure } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';

export type Media = 'recording' | 'trackers';
/** What was seen; `our-side`: Gong could not even be asked. */
export type Seen = LoadFailure | 'our-side';

/** S13: letter for letter what the view says. */
const SENTENCES = {
  recording: { code: 'recording.load-failed', detail: 'This Video/Meeting Link has failed to load.' },
  trackers: { code: 'trackers.load-failed', detail: 'The Trackers have failed to load.' },
} as const;

const GONG_DOWN = 'Gong is temporarily down.';
const DELETED = 'The recording was deleted at Gong.';
const NOT_RECOGNISED = 'No tracked word was recognised in the call.';
const NOT_SELECTED =
  '"API request results" and "Separate phrases" are not selected in the settings of the tracker at Gong.';

/** S13: the probable reasons. */
const PROBABLE: Readonly<Record<Media, readonly string[]>> = {
  recording: [GONG_DOWN, DELETED],
  trackers: [GONG_DOWN, DELETED, NOT_SELECTED, NOT_RECOGNISED],
};

/** What was really seen, where it says more than that it failed. */
const SEEN: Readonly<Record<Seen, (media: Media) => string>> = {
  'gong-down': () => GONG_DOWN,
  'limit-reached': () => "Gong's limit of requests is reached for now. Try again later.",
  'connection-not-usable': () => 'The connection to Gong cannot be used: an admin has to look at it.',
  'call-withheld': () => 'The call was deleted at Gong, or is private now.',
  'nothing-there': (media) => (media === 'recording' ? DELETED : NOT_RECOGNISED),
  'our-side': () => 'A part of this system does not answer. Try again in a moment.',
};

/** The likeliest reason first: the one that was seen, then the others that are probable. */
export const loadFailed = (media: Media, seen: Seen): ProblemError => {
  const { code, detail } = SENTENCES[media];
  const reasons = new Set([SEEN[seen](media), ...PROBABLE[media]]);
  return new ProblemError(code, detail, undefined, undefined, [...reasons]);
};
