import type { Invitation } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { hashSecret, randomSecret } from '../access/random-secret';
import { putInvitation } from '../store/invitation.store';
import type { MemberRow } from '../store/member.store';

/** Long enough for somebody who is away over a weekend. */
const INVITATION_MS = 3 * 24 * 60 * 60 * 1000;

/** A link that sets a password, once. The secret stands after the `#`: a browser sends that to no server, so no log has it. */
export const invite = async (
  tx: Transaction,
  member: MemberRow,
  { publicUrl, by }: { readonly publicUrl: URL; readonly by: string },
): Promise<Invitation> => {
  const secret = randomSecret();
  const expiresAt = new Date(tx.now.getTime() + INVITATION_MS);
  await putInvitation(tx, member, { hash: hashSecret(secret), createdBy: by, expiresAt });
  return { url: new URL(`/invitation#${secret}`, publicUrl).href, expiresAt: expiresAt.toISOString() };
};
