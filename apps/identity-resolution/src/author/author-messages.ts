/** How messages name the owner of a call; a part that Gong does not have is empty. */
export interface OwnerNames {
  readonly name: string;
  readonly email: string;
  readonly gongUserId: string;
}

/** Letter for letter (S18). */
export const authorInactive = ({ name, email, gongUserId }: OwnerNames): string =>
  `Call organiser is inactive in Gainsight. Name: ${name}, Email: ${email}, Gong userId: ${gongUserId}`;

/** Letter for letter (S24). */
export const authorNotPresent = ({ name, email, gongUserId }: OwnerNames): string =>
  `Activity Author ${name} EmailId ${email} GongId ${gongUserId} not present in Gainsight. Sync re-try will happen once the system creates a user with an IC license type.`;

export const authorConflict = ({ name, email, gongUserId, users }: OwnerNames & { readonly users: number }): string =>
  `${users} Users could be the Author of this call. Name: ${name}, Email: ${email}, Gong userId: ${gongUserId}. Choose one under User Management; the call is then tried again by itself.`;

export const noOwner = (): string =>
  'The call has no owner at Gong, so it can have no Author. Give it an owner at Gong.';

export const ownerUnknown = ({ gongUserId }: OwnerNames): string =>
  `The owner of the call is not in Gong's user list, so no Author can be found. Gong userId: ${gongUserId}. Make sure that this user exists at Gong.`;

export const ownerWithoutEmail = ({ name, gongUserId }: OwnerNames): string =>
  `The owner of the call has no e-mail address at Gong, so no Author can be found. Name: ${name}, Gong userId: ${gongUserId}. Give this user an e-mail address at Gong, or choose a User under User Management.`;
