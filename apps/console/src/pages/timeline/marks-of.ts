export interface Tracker {
  readonly name: string;
  readonly type: string;
  readonly count: number;
  readonly phrases: readonly { readonly phrase: string; readonly count: number }[];
  readonly occurrences: readonly number[];
}

export interface Mark {
  readonly seconds: number;
  /** Where on the bar, 0 to 100. */
  readonly percent: number;
}

/** Where a tracker occurs on the bar of the call's length: in order, and never beside the bar. */
export const marksOf = ({ occurrences }: Pick<Tracker, 'occurrences'>, durationSeconds: number): readonly Mark[] =>
  [...occurrences]
    .sort((one, other) => one - other)
    .map((seconds) => ({
      seconds,
      percent: durationSeconds <= 0 ? 0 : Math.min(100, Math.max(0, (100 * seconds) / durationSeconds)),
    }));

/** `12:05`, `1:02:05`: a place in a recording, as players show it. */
export const placeWords = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const ending = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${ending}` : `${minutes}:${ending}`;
};

/** What was said: Gong tells when a tracker occurs, and which phrases it heard, not which of them it heard when. */
export const phraseWords = ({ phrases }: Pick<Tracker, 'phrases'>): string =>
  phrases
    .filter(({ count }) => count > 0)
    .map(({ phrase, count }) => (count === 1 ? `“${phrase}”` : `“${phrase}” ${count} times`))
    .join(', ');
