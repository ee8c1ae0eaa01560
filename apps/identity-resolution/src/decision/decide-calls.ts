import { newCollaborator } from '../author/new-collaborator';
import type { TenantDirectory, User } from '../directory/tenant-directory';
import { emailKey } from '../people/email-key';
import { type CallDecision, decideCall } from './decide-call';
import type { ReadCall } from './read-call';

/** A User that this batch brought into being. */
export interface CreatedUser {
  readonly tenantId: string;
  readonly user: User;
}

/**
 * Decides the calls of a batch one after the other, so that a later call finds the User that an earlier one had created
 * (S24): the same outcomes as if each call came in a batch of its own.
 */
export const decideCalls = (
  calls: readonly ReadCall[],
  directories: ReadonlyMap<string, TenantDirectory>,
  newGsid: () => string,
): { readonly decisions: readonly CallDecision[]; readonly created: readonly CreatedUser[] } => {
  const current = new Map(directories);
  const created: CreatedUser[] = [];
  const decisions = calls.map((call) => {
    const { tenantId } = call;
    const directory = current.get(tenantId);
    if (directory === undefined) throw new Error(`The directory of tenant ${tenantId} was not loaded`);
    return decideCall(call, directory, ({ name, email }) => {
      const user = { ...newCollaborator({ name, email }, newGsid()), customFields: {} };
      return {
        user,
        admit: () => {
          created.push({ tenantId, user });
          current.set(tenantId, withUser(directory, user));
        },
      };
    });
  });
  return { decisions, created };
};

const withUser = (directory: TenantDirectory, user: User): TenantDirectory => {
  const key = emailKey(user.email) ?? user.email;
  const usersByEmail = new Map(directory.usersByEmail);
  return { ...directory, usersByEmail: usersByEmail.set(key, [...(usersByEmail.get(key) ?? []), user]) };
};
