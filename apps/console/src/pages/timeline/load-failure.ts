import { type Problem, toProblem } from '../../api/problem';

/** S13: letter for letter, for what fails after the API has answered: Gong's storage does not give the file. */
const PLAYER = {
  message: 'This Video/Meeting Link has failed to load.',
  reasons: ['Gong is temporarily down.', 'The recording was deleted at Gong.'],
} as const;
/** Where no answer came at all: why is not known, so that the sentence alone is said with what is. */
const SENTENCES = { recording: PLAYER.message, trackers: 'The Trackers have failed to load.' } as const;

export interface LoadFailure {
  readonly message: string;
  /** The likeliest first. */
  readonly reasons: readonly string[];
  readonly code: string | null;
  readonly correlationId: string | null;
}

export const playerFailure: LoadFailure = { ...PLAYER, code: null, correlationId: null };

/** What the view says when the recording or the trackers cannot be had. */
export const loadFailure = (media: keyof typeof SENTENCES, error: unknown): LoadFailure => {
  const problem: Problem = toProblem(error);
  const { code, correlationId } = problem;
  if (problem.reasons.length > 0) return { message: problem.detail, reasons: problem.reasons, code, correlationId };
  return { message: SENTENCES[media], reasons: [problem.detail], code, correlationId };
};
