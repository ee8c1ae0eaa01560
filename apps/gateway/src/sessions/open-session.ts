import { randomUUID } from 'node:crypto';
import type { Transaction } from '@gong-timeline/persistence';
import { ProblemError } from '@gong-timeline/runtime';
import type { Request, Response } from 'express';
import { clientAddress } from '../access/client-address';
import { hashSecret, randomSecret } from '../access/random-secret';
import type { SignInSettings } from '../settings/sign-in-settings';
import { markSignedIn, type MemberRow } from '../store/member.store';
import { deleteSessionByHash, insertSession } from '../store/session.store';
import { findTenantState } from '../store/tenant.store';
import { refuseSuspended } from '../tenants/refuse-suspended';
import { readCookie, sessionCookie, setCookie } from './session-cookie';

const LONGEST_AGENT = 300;

/**
 * A new session for who has just proven who they are. Its secret is made here, never taken over from the request, and
 * the session that the browser came with ends: a cookie that was planted before the sign-in is worth nothing after it.
 * Answers what hands the cookie out; call it once the transaction has committed.
 */
export const openSession = async (
  tx: Transaction,
  member: MemberRow,
  { settings, request }: { readonly settings: SignInSettings; readonly request: Request },
): Promise<(response: Response) => void> => {
  if (!(await markSignedIn(tx, member))) {
    throw new ProblemError(
      'sign-in.failed',
      'This person may not sign in any more, or their password has just changed',
    );
  }
  refuseSuspended(await findTenantState(tx, member.tenantId));
  const cookie = sessionCookie(settings.publicUrl);
  const earlier = readCookie(cookie, request.headers);
  if (earlier !== null) await deleteSessionByHash(tx, hashSecret(earlier));
  const secret = randomSecret();
  await insertSession(tx, {
    tenantId: member.tenantId,
    memberId: member.memberId,
    sessionId: randomUUID(),
    hash: hashSecret(secret),
    expiresAt: new Date(tx.now.getTime() + settings.absoluteMs),
    address: clientAddress(request),
    agent: request.headers['user-agent']?.slice(0, LONGEST_AGENT) ?? null,
  });
  return (response) => void response.append('set-cookie', setCookie(cookie, secret, settings.absoluteMs));
};
