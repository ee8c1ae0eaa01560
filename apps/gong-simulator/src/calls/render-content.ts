import { at, Dice, seedFor } from '../world/dice';
import type { Tracker } from '../world/trackers';
import type { ContentBlock } from './content-selector';
import type { Fragments } from './fragments';
import type { CallPlan } from './plan-call';
import { renderTrackers } from './render-trackers';
import { briefs, points, sections, steps, topics } from './sentences';

/** The `content` block: each part draws its own numbers, so leaving one out never changes another. */
export function renderContent(
  plan: CallPlan,
  fragments: Fragments,
  trackers: readonly Tracker[],
  seed: number,
  wanted: Record<ContentBlock, boolean>,
): string {
  const { content } = plan.situation;
  const dice = (salt: number) => new Dice(seedFor(seed, plan.number, salt));
  const spoken = content !== 'silent';
  const parts: string[] = [];
  if (wanted.structure && plan.number % 8 === 0) parts.push('"structure":[{"name":"Agenda","duration":240}]');
  if (wanted.topics) parts.push(`"topics":${spoken ? renderTopics(dice(11)) : '[]'}`);
  if (wanted.trackers) parts.push(`"trackers":${renderTrackers(plan, trackers, seed, wanted.trackerOccurrences)}`);
  if (wanted.brief && spoken && content !== 'no-brief')
    parts.push(`"brief":"${renderBrief(plan, fragments, dice(12))}"`);
  if (wanted.outline && spoken && plan.number % 3 !== 1) parts.push(`"outline":${renderOutline(plan, dice(13))}`);
  if (wanted.highlights && spoken && plan.number % 5 !== 4)
    parts.push(`"highlights":${renderHighlights(plan, dice(14))}`);
  if (wanted.callOutcome && plan.telephone) {
    parts.push('"callOutcome":{"id":"MEETING_BOOKED","category":"Answered","name":"Meeting booked"}');
  }
  if (wanted.keyPoints && spoken && content !== 'no-brief') parts.push(`"keyPoints":${renderPoints(dice(15))}`);
  return `{${parts.join(',')}}`;
}

function renderBrief(plan: CallPlan, fragments: Fragments, dice: Dice): string {
  const name = fragments.accountName[plan.account.index] as string;
  const start = dice.next();
  const text = at(briefs, start) + at(briefs, start + 1 + dice.below(4));
  return text.trimEnd().replaceAll('@', name);
}

function renderPoints(dice: Dice): string {
  const start = dice.next();
  const count = 1 + dice.below(3);
  let text = '[';
  for (let nth = 0; nth < count; nth += 1) text += `${nth === 0 ? '' : ','}{"text":"${at(points, start + nth * 3)}"}`;
  return `${text}]`;
}

function renderOutline(plan: CallPlan, dice: Dice): string {
  const start = dice.next();
  const length = Math.floor(plan.durationSeconds / 2);
  let text = '[';
  for (let nth = 0; nth < 2; nth += 1) {
    const begins = nth * length + dice.below(20);
    text +=
      `${nth === 0 ? '' : ','}{"section":"${at(sections, start + nth)}","startTime":${begins}.5,"duration":${length}.0,` +
      `"items":[{"text":"${at(points, start + nth)}","startTime":${begins + 6}.0}]}`;
  }
  return `${text}]`;
}

function renderHighlights(plan: CallPlan, dice: Dice): string {
  const start = dice.next();
  const at1 = Math.floor(plan.durationSeconds * 0.8);
  return (
    `[{"title":"Next steps","items":[{"text":"${at(steps, start)}","startTimes":[${at1}.0]},` +
    `{"text":"${at(steps, start + 1)}","startTimes":[${at1 + 9}.5]}]}]`
  );
}

function renderTopics(dice: Dice): string {
  const start = dice.next();
  return `[{"name":"${at(topics, start)}","duration":${dice.between(30, 600)}},{"name":"${at(topics, start + 1)}","duration":0}]`;
}
