import { Dice, seedFor } from '../world/dice';
import type { Tracker } from '../world/trackers';
import { inner } from './fragments';
import type { CallPlan } from './plan-call';
import { speakerId } from './plan-call';

/** Gong has kept the times of tracked words since this day only. */
const occurrencesSinceMicros = Date.UTC(2023, 0, 1) * 1000;

export function renderTrackers(plan: CallPlan, trackers: readonly Tracker[], seed: number, withTimes: boolean): string {
  const { content } = plan.situation;
  if (content === 'no-trackers' || content === 'silent') return '[]';
  const dice = new Dice(seedFor(seed, plan.number, 10));
  const shown = trackers.filter((tracker) => tracker.inApiResults);
  const count = content === 'zero-trackers' ? shown.length : 1 + dice.below(3);
  const start = dice.below(shown.length);
  const timed = withTimes && plan.startedMicros >= occurrencesSinceMicros;
  let text = '[';
  for (let nth = 0; nth < count; nth += 1) {
    const tracker = shown[(start + nth * 5) % shown.length] as Tracker;
    const hits = content === 'zero-trackers' && nth > 1 ? 0 : 1 + dice.below(2);
    text += (nth === 0 ? '' : ',') + one(tracker, hits, plan, dice, timed);
  }
  return `${text}]`;
}

function one(tracker: Tracker, hits: number, plan: CallPlan, dice: Dice, timed: boolean): string {
  const times = occurrences(hits, plan, dice);
  const separate = tracker.separatePhrases && hits > 0;
  const phrase = tracker.phrases.length > 0 ? inner(dice.pick(tracker.phrases)) : '';
  const own = timed && !separate ? times : '[]';
  const phrases = separate ? `[{"phrase":"${phrase}","count":${hits},"occurrences":${timed ? times : '[]'}}]` : '[]';
  return `{"id":"${tracker.id}","name":"${inner(tracker.name)}","count":${hits},"type":"${tracker.type}","occurrences":${own},"phrases":${phrases}}`;
}

function occurrences(hits: number, plan: CallPlan, dice: Dice): string {
  const furthest = Math.floor((plan.durationSeconds * 10) / (hits + 1));
  let text = '[';
  let tenths = 0;
  for (let nth = 0; nth < hits; nth += 1) {
    tenths += 1 + dice.below(furthest);
    text += `${nth === 0 ? '' : ','}{"startTime":${Math.floor(tenths / 10)}.${tenths % 10},"speakerId":"${speakerId(plan, dice.below(2))}"}`;
  }
  return `${text}]`;
}
