import { at, Dice, seedFor } from '../world/dice';
import { nineDigits } from '../world/digits';
import { meetingKinds } from '../world/vocabulary';
import type { Fragments } from './fragments';
import { inner } from './fragments';
import { formatGongTime } from './gong-time';
import { oddTitles } from './odd-titles';
import type { CallPlan } from './plan-call';

const quarterHour = 900_000_000;
const conferences = ['Zoom', 'Google Meet', 'Microsoft Teams', 'Webex'];
const dialers = ['Aircall', 'Gong Connect'];
const kinds = meetingKinds.map(inner);
const odd = oddTitles.map((title) => JSON.stringify(title));
const privacy = { public: ',"isPrivate":false', private: ',"isPrivate":true', null: ',"isPrivate":null', missing: '' };

/** Web conferences are listed by their scheduled time, telephone calls by their start: Gong's two meanings of a date. */
export function scheduledMicros(plan: CallPlan): number {
  return plan.telephone ? plan.startedMicros : plan.startedMicros - (plan.startedMicros % quarterHour);
}

export function renderMeta(plan: CallPlan, fragments: Fragments, seed: number, appUrl: string): string {
  const dice = new Dice(seedFor(seed, plan.number, 7));
  const { telephone, situation, id } = plan;
  const started = formatGongTime(plan.startedMicros, plan.offsetMinutes);
  const scheduled = telephone ? started : formatGongTime(scheduledMicros(plan), plan.offsetMinutes);
  const system = telephone ? at(dialers, dice.next()) : at(conferences, dice.next());
  const direction = telephone ? (dice.below(2) === 0 ? 'Inbound' : 'Outbound') : 'Conference';
  const room = nineDigits(dice.below(1_000_000_000));
  return (
    `{"id":"${id}","url":"${appUrl}/call?id=${id}","title":${title(plan, fragments, dice)},` +
    `"scheduled":"${scheduled}","started":"${started}","duration":${plan.durationSeconds},` +
    `"primaryUserId":${plan.primaryUserId === null ? 'null' : `"${plan.primaryUserId}"`},` +
    `"direction":"${direction}","system":"${system}","scope":"${scope(plan)}",` +
    `"media":"${telephone ? 'Audio' : 'Video'}","language":"${situation.content === 'silent' ? 'zxx' : 'eng'}",` +
    `"workspaceId":"${plan.workspaceId}","sdrDisposition":null,"clientUniqueId":null,"customData":null,"purpose":null,` +
    `"meetingUrl":${telephone ? 'null' : `"https://meet.example/j/9${room}"`}${privacy[situation.privacy]},` +
    `"calendarEventId":${telephone ? 'null' : `"c${room}k${plan.partyBase}@calendar.example"`}}`
  );
}

function title(plan: CallPlan, fragments: Fragments, dice: Dice): string {
  const { oddTitle } = plan.situation;
  if (oddTitle !== null) return at(odd, oddTitle);
  const kind = at(kinds, dice.next());
  const name = fragments.accountName[plan.account.index] as string;
  return dice.below(4) === 0 ? `"${kind} with ${name}"` : `"${name} - ${kind}"`;
}

function scope(plan: CallPlan): string {
  if (plan.situation.company === 'no-data' && isInternal(plan)) return 'Internal';
  return plan.situation.company === 'nothing' || plan.situation.company === 'parties-missing' ? 'Unknown' : 'External';
}

/** A `no-data` call is one of colleagues among themselves, or with a guest of whom only a name is known. */
export function isInternal(plan: CallPlan): boolean {
  return plan.startedMicros % 2 === 0;
}
