import type { Transaction } from '@gong-timeline/persistence';

/** What no longer holds is not kept: sessions, links, sign-ins under way, failures of long ago. */
export const deleteExpired = async (
  tx: Transaction,
  { idleMs, failuresBefore }: { readonly idleMs: number; readonly failuresBefore: Date },
): Promise<void> => {
  const idleSince = new Date(tx.now.getTime() - idleMs);
  await tx.query('DELETE FROM sessions WHERE expires_at <= $1 OR last_seen_at <= $2', [tx.now, idleSince]);
  await tx.query('DELETE FROM invitations WHERE expires_at <= $1', [tx.now]);
  await tx.query('DELETE FROM sso_attempts WHERE expires_at <= $1', [tx.now]);
  await tx.query('DELETE FROM sign_in_failures WHERE last_failed_at < $1', [failuresBefore]);
};
