import type { CallCapturedData } from '@gong-timeline/contracts';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { textOrNull } from './clean-text';
import { GongCall } from './gong-api';
import type { GongUsers } from './gong-users';
import { isPrivate } from './is-private';
import { MalformedItem } from './malformed-item';
import { readId } from './read-id';
import { readTime } from './read-time';
import { canonicalSnapshot, snapshotHash } from './snapshot-hash';
import { toCrmIds } from './to-crm-ids';
import { toNotes } from './to-notes';
import { toParties } from './to-parties';
import { toTrackers } from './to-trackers';

/** What a fact `call captured` says of the call itself; the job adds the rest. */
export type CapturedCall = Pick<CallCapturedData, 'snapshotHash' | 'content' | 'owner' | 'accounts' | 'parties'>;

/** One item of Gong's answer as we understand it. Of a private call nothing but its id is kept (S9). */
export type ReadCall =
  | { readonly kind: 'public'; readonly callId: string; readonly captured: CapturedCall }
  | { readonly kind: 'private'; readonly callId: string }
  /** Not as Gong documents it. Without an id it cannot have an outcome of its own. */
  | { readonly kind: 'malformed'; readonly callId: string | null; readonly problem: string };

/** Kafka takes messages of up to 1 MB; later steps add people and headers. */
const MOST_CHARACTERS = 300_000;
const schema = TypeCompiler.Compile(GongCall);

export const toCallCaptured = (item: unknown, users: GongUsers): ReadCall => {
  let callId: string | null = null;
  try {
    const metaData = metaDataOf(item);
    callId = readId(metaData.id, 'metaData.id');
    if (callId === null) throw new MalformedItem('metaData.id', 'is missing');
    if (isPrivate(metaData.isPrivate)) return { kind: 'private', callId };
    return { kind: 'public', callId, captured: toCaptured(callId, documented(item), users) };
  } catch (error) {
    if (!(error instanceof MalformedItem)) throw error;
    return { kind: 'malformed', callId, problem: error.message };
  }
};

const metaDataOf = (item: unknown): Record<string, unknown> => {
  const metaData = typeof item === 'object' && item !== null ? (item as { metaData?: unknown }).metaData : undefined;
  if (typeof metaData !== 'object' || metaData === null) throw new MalformedItem('metaData', 'expected an object');
  return metaData as Record<string, unknown>;
};

const documented = (item: unknown): GongCall => {
  if (schema.Check(item)) return item;
  const field = schema.Errors(item).First()?.path.slice(1).replaceAll('/', '.') ?? 'call';
  throw new MalformedItem(field, 'not of the type that Gong documents');
};

const toCaptured = (callId: string, call: GongCall, users: GongUsers): CapturedCall => {
  const ownerId = readId(call.metaData.primaryUserId, 'metaData.primaryUserId');
  const content = {
    url: pageOf(callId, call.metaData.url),
    title: textOrNull(call.metaData.title),
    startedAt: readTime(call.metaData.started, 'metaData.started'),
    durationSeconds: Math.max(0, Math.round(call.metaData.duration ?? 0)),
    trackers: toTrackers(call.content),
    notes: toNotes(call.content),
  };
  const accounts = toCrmIds(call.context, 'Account');
  const parties = toParties(call, users);
  const canonical = canonicalSnapshot({ content, accounts, parties, ownerId });
  if (canonical.length > MOST_CHARACTERS) {
    throw new MalformedItem('call', `too large: ${canonical.length} characters, at most ${MOST_CHARACTERS} are taken`);
  }
  const user = ownerId === null ? null : (users.get(ownerId) ?? null);
  return {
    snapshotHash: snapshotHash(canonical),
    content,
    owner: { gongUserId: ownerId, user },
    accounts,
    parties,
  };
};

/** Gong's page for the call; its documented address when the answer has none that a browser may be sent to. */
const pageOf = (callId: string, url: string | null | undefined): string => {
  const given = textOrNull(url)?.trim() ?? '';
  return /^https?:\/\//i.test(given) ? given : `https://app.gong.io/call?id=${callId}`;
};
