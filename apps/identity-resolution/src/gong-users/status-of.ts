import type { GongUser, GongUserStatus } from '@gong-timeline/contracts';
import { decideAuthor, type OwnersUsers } from '../author/decide-author';
import { isCreatedByUs } from '../author/new-collaborator';
import type { User } from '../directory/tenant-directory';

export interface GongUserMapping {
  readonly status: GongUserStatus;
  readonly user: User | null;
  readonly how: 'by-hand' | 'by-rule' | null;
}

/** A Gong user; `user` is null when Gong's list no longer has him. */
export interface OwnerOfCalls {
  readonly gongUserId: string;
  readonly user: GongUser | null;
}

/**
 * S27: the Status of a Gong user, by the rules that give his calls their Author. Nothing of it is stored, so it is never
 * stale. Whoever would have a User created, or cannot have one, is *Not mapped*.
 */
export const statusOf = (owner: OwnerOfCalls, users: OwnersUsers): GongUserMapping => {
  const decision = decideAuthor(owner, users);
  const { mapped } = users;
  switch (decision.kind) {
    case 'use':
      if (mapped !== undefined) return { status: 'Mapped', user: mapped, how: 'by-hand' };
      return { status: isCreatedByUs(decision.user) ? 'Created' : 'Mapped', user: decision.user, how: 'by-rule' };
    case 'inactive':
      return mapped === undefined
        ? { status: 'Inactive', user: null, how: null }
        : { status: 'Inactive', user: mapped, how: 'by-hand' };
    case 'conflict':
      return { status: 'Conflict', user: null, how: null };
    case 'create':
    case 'create-and-wait':
    case 'unknown':
      return { status: 'Not mapped', user: null, how: null };
    default:
      return decision satisfies never;
  }
};
