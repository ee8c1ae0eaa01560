import { createHash } from 'node:crypto';
import type { CallCapturedData, Party, Tracker } from '@gong-timeline/contracts';

/** Raise it to have every call compared anew: all then count as changed once. */
const VERSION = 1;

export type Snapshot = Pick<CallCapturedData, 'content' | 'accounts' | 'parties'> & { readonly ownerId: string | null };

/**
 * S10: what S12 shows of a call and what decides about it, in an order of its own, so that a list that Gong gives in
 * another order hashes alike. Statistics and media links are not read at all. What Gong's user list says of somebody
 * is left out: it is a directory, and a change of a directory alone changes no Activity.
 */
export const canonicalSnapshot = ({ content, accounts, parties, ownerId }: Snapshot): string =>
  JSON.stringify([
    VERSION,
    content.url,
    content.title,
    content.startedAt,
    content.durationSeconds,
    content.notes.brief,
    content.notes.keyPoints,
    content.notes.nextSteps,
    ownerId,
    sorted(accounts.map(({ system, id }) => `${system}/${id}`)),
    sorted(content.trackers.map(canonicalTracker)),
    sorted(parties.map(canonicalParty)),
  ]);

export const snapshotHash = (canonical: string): string => createHash('sha256').update(canonical).digest('hex');

const canonicalTracker = ({ name, type, count, phrases, occurrences }: Tracker): string =>
  JSON.stringify([name, type, count, sorted(phrases.map((said) => `${said.phrase}/${said.count}`)), occurrences]);

const canonicalParty = ({ name, emailAddress, affiliation, gongUserId, contactIds }: Party): string =>
  JSON.stringify([
    name,
    emailAddress,
    affiliation,
    gongUserId,
    sorted(contactIds.map(({ system, id }) => `${system}/${id}`)),
  ]);

/** By code unit: the same on every machine, whatever its locale. */
const sorted = (texts: string[]): string[] => texts.sort();
