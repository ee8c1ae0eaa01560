import type { CallCapturedData } from '@gong-timeline/contracts';
import type { User } from '../directory/tenant-directory';
import { byExternalId } from '../people/by-code-point';
import * as messages from './author-messages';
import { ownerEmail, ownerEmails, ownerName } from './owner';
import { isCollaborator, isPaid, tierOf } from './rank-users';

/** A User with IC licence that is to be created for the owner of a call. */
export interface NewUser {
  readonly name: string;
  readonly email: string;
}

export type AuthorDecision =
  | { readonly kind: 'use'; readonly user: User }
  /** S23: is the Author of this very call. */
  | { readonly kind: 'create'; readonly newUser: NewUser }
  /** S24: this call fails, and is tried again once the User is there. */
  | { readonly kind: 'create-and-wait'; readonly newUser: NewUser; readonly message: string }
  | { readonly kind: 'inactive'; readonly message: string }
  | { readonly kind: 'conflict'; readonly message: string; readonly candidates: readonly User[] }
  | { readonly kind: 'unknown'; readonly message: string };

/** What the directory says of the owner. */
export interface OwnersUsers {
  /** S17: the User that an admin chose by hand, when he still exists. */
  readonly mapped: User | undefined;
  /** The Users with any of the owner's e-mails, each once. */
  readonly withEmail: readonly User[];
}

/** S17-S26: who is the Author of a call. */
export const decideAuthor = (owner: CallCapturedData['owner'], { mapped, withEmail }: OwnersUsers): AuthorDecision => {
  const { gongUserId, user } = owner;
  if (gongUserId === null) return { kind: 'unknown', message: messages.noOwner() };
  const names = { gongUserId, name: user ? ownerName(user) : '', email: user ? ownerEmail(user) : '' };

  if (mapped !== undefined) return mapped.active ? use(mapped) : inactive(names);
  if (user === null) return { kind: 'unknown', message: messages.ownerUnknown(names) };
  if (ownerEmails(user).length === 0) return { kind: 'unknown', message: messages.ownerWithoutEmail(names) };

  const newUser = { name: names.name || names.email, email: names.email };
  if (withEmail.length === 0) return { kind: 'create-and-wait', newUser, message: messages.authorNotPresent(names) };
  const active = withEmail.filter((candidate) => candidate.active);
  if (active.length === 0) return inactive(names);
  const eligible = active.filter((candidate) => isPaid(candidate) || isCollaborator(candidate));
  if (eligible.length === 0) return { kind: 'create', newUser };

  const bestTier = Math.min(...eligible.map(tierOf));
  const best = eligible.filter((candidate) => tierOf(candidate) === bestTier).sort(byExternalId);
  const [first] = best;
  if (first !== undefined && best.length === 1) return use(first);
  return { kind: 'conflict', message: messages.authorConflict({ ...names, users: best.length }), candidates: best };
};

const use = (user: User): AuthorDecision => ({ kind: 'use', user });
const inactive = (names: messages.OwnerNames): AuthorDecision => ({
  kind: 'inactive',
  message: messages.authorInactive(names),
});
