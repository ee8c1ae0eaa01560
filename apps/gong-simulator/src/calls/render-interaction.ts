import { Dice, seedFor } from '../world/dice';
import type { InteractionBlock } from './content-selector';
import type { CallPlan } from './plan-call';
import { partyId } from './plan-call';

export function renderInteraction(plan: CallPlan, seed: number, wanted: Record<InteractionBlock, boolean>): string {
  const dice = new Dice(seedFor(seed, plan.number, 16));
  const talk = dice.between(5, Math.max(6, plan.durationSeconds - 5));
  const ratio = dice.below(100);
  const questions = [dice.below(30), dice.below(20)];
  const parts: string[] = [];
  if (wanted.speakers) {
    const user = plan.primaryUserId === null ? '' : `"userId":"${plan.primaryUserId}",`;
    parts.push(`"speakers":[{"id":"${partyId(plan, 0)}",${user}"talkTime":${talk}.0}]`);
  }
  if (wanted.personInteractionStats) {
    parts.push(
      `"interactionStats":[{"name":"Talk Ratio","value":${ratio / 100}},{"name":"Longest Monologue","value":${10 + ratio}}]`,
    );
  }
  if (wanted.video && !plan.telephone && plan.number % 4 === 0)
    parts.push('"video":[{"name":"Browser","duration":312.5}]');
  if (wanted.questions) parts.push(`"questions":{"companyCount":${questions[0]},"nonCompanyCount":${questions[1]}}`);
  return `{${parts.join(',')}}`;
}

/** One call in ten has a comment of the owner; the others answer an empty object. */
export function renderCollaboration(plan: CallPlan): string {
  if (plan.number % 10 !== 3 || plan.primaryUserId === null) return '{}';
  return (
    `{"publicComments":[{"id":"${partyId(plan, 90)}","audioStartTime":61.5,"audioEndTime":75.0,"commenterUserId":"${plan.primaryUserId}",` +
    `"comment":"Good question, follow up with @[Support](${plan.primaryUserId})","posted":"2026-01-05T09:30:00Z","inReplyTo":null,"duringCall":false}]}`
  );
}
