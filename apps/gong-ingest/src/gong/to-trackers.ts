import type { Tracker } from '@gong-timeline/contracts';
import { cleanText, textOrNull } from './clean-text';
import type { GongContent, GongTracker } from './gong-api';

/** S12: trackers that were said at least once, with when. */
export const toTrackers = (content: GongContent | null | undefined): Tracker[] =>
  (content?.trackers ?? []).flatMap((tracker) => {
    const name = textOrNull(tracker.name);
    const count = Math.trunc(tracker.count ?? 0);
    if (name === null || count < 1) return [];
    return [
      { name, type: cleanText(tracker.type ?? ''), count, phrases: toPhrases(tracker), occurrences: times(tracker) },
    ];
  });

const toPhrases = (tracker: GongTracker): Tracker['phrases'] =>
  (tracker.phrases ?? []).flatMap((said) => {
    const phrase = textOrNull(said.phrase);
    const count = Math.trunc(said.count ?? 0);
    return phrase === null || count < 1 ? [] : [{ phrase, count }];
  });

/** Gong leaves a tracker's own times empty when it shows each phrase separately: then they stand with the phrases. */
const times = (tracker: GongTracker): number[] => {
  const own = tracker.occurrences ?? [];
  const all = own.length > 0 ? own : (tracker.phrases ?? []).flatMap((phrase) => phrase.occurrences ?? []);
  return all
    .flatMap(({ startTime }) => (typeof startTime === 'number' && startTime >= 0 ? [startTime] : []))
    .sort((one, other) => one - other);
};
