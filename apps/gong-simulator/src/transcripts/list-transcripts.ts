import { parseBodyFilter } from '../calls/call-filter';
import type { CallRef } from '../calls/find-calls';
import { pageCalls, renderRecords } from '../calls/page-calls';
import { parseCursor } from '../calls/parse-cursor';
import { planCall, speakerId } from '../calls/plan-call';
import { briefs, points, topics } from '../calls/sentences';
import type { Company } from '../companies/company';
import type { GongHandler } from '../http/gong-request';
import { at, Dice, seedFor, seedFromText } from '../world/dice';

/** POST /v2/calls/transcript: times in milliseconds, `primaryUserIds` unknown here, some speakers null. */
export const listTranscripts: GongHandler = (request) => {
  const { company, simulator, body, path, nowMs } = request;
  const filter = parseBodyFilter(body, false);
  const cursorLifetimeMs = simulator.config.cursorLifetimeSeconds * 1000;
  const cursor = parseCursor(body['cursor']);
  const page = pageCalls(company, simulator.cursors, { path, filter, cursor, nowMs, cursorLifetimeMs });
  request.callsServed = page.refs.length;
  const callTranscripts = page.refs.map((ref) => transcriptOf(company, ref));
  return `{"requestId":"${request.requestId}","records":${renderRecords(page, callTranscripts.length)},"callTranscripts":${JSON.stringify(callTranscripts)}}`;
};

function transcriptOf(company: Company, ref: CallRef) {
  const { source } = company.renderer;
  if (typeof ref !== 'number') {
    const speakers = speakersIn(ref.call.parties);
    return { callId: ref.id, transcript: monologues(new Dice(seedFromText(ref.id)), speakers, 600) };
  }
  const plan = planCall(source, ref);
  const dice = new Dice(seedFor(source.seed, ref, 17));
  const speakers = plan.situation.content === 'silent' ? [] : [speakerId(plan, 0), speakerId(plan, 1), null];
  return { callId: plan.id, transcript: monologues(dice, speakers, plan.durationSeconds) };
}

function monologues(dice: Dice, speakers: readonly (string | null)[], durationSeconds: number) {
  if (speakers.length === 0) return [];
  let clockMs = dice.between(500, 4000);
  return Array.from({ length: dice.between(4, 9) }, (_, turn) => {
    const sentences = Array.from({ length: dice.between(1, 4) }, () => {
      const start = Math.min(clockMs, durationSeconds * 1000 - 1);
      clockMs += dice.between(1500, 9000);
      return { start, end: Math.min(clockMs, durationSeconds * 1000), text: dice.pick(points) };
    });
    const last = turn % 7 === 6;
    return {
      speakerId: last ? (speakers.at(-1) ?? null) : at(speakers, turn % 2),
      topic: dice.below(3) === 0 ? null : dice.pick(topics),
      sentences:
        turn === 0 ? [{ ...sentences[0], text: dice.pick(briefs).replaceAll('@', 'The team').trim() }] : sentences,
    };
  });
}

function speakersIn(parties: unknown): (string | null)[] {
  if (!Array.isArray(parties)) return [];
  return parties.flatMap((party: unknown) => {
    const speaker = typeof party === 'object' && party !== null && 'speakerId' in party ? party.speakerId : null;
    return typeof speaker === 'string' ? [speaker] : [];
  });
}
