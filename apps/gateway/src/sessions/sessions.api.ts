import { changePassword, endSession, listSessions, type ResponseOf, signOut, whoAmI } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import {
  Clock,
  type Identity,
  Implements,
  Input,
  type InputOf,
  notFound,
  ProblemError,
  recordAudit,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import type { Request } from 'express';
import { clientAddress } from '../access/client-address';
import { SessionCallers } from '../access/session-callers';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { memberObject } from '../sign-in/as-member';
import { LocalSignIn } from '../sign-in/local-sign-in';
import { refuseWeak } from '../sign-in/refuse-weak';
import { IdentityProvider } from '../sso/identity-provider';
import { findMember, type MemberRow, updateMember } from '../store/member.store';
import { deleteSession, deleteSessionsOfMember, readSessions } from '../store/session.store';
import { findTenantName } from '../store/tenant.store';
import { findApiToken } from '../store/token.store';
import { openSession } from './open-session';
import { reachOfSignIn } from './reach-of-sign-in';
import { clearCookie, sessionCookie } from './session-cookie';

/** What a person does with their own sign-in. */
@Controller()
export class SessionsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    @Inject(SessionCallers) private readonly callers: SessionCallers,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
  ) {}

  @Implements(whoAmI)
  async whoAmI(@Input() { identity }: InputOf<typeof whoAmI>): Promise<ResponseOf<typeof whoAmI>> {
    const { tenantId, actorId, role } = identity;
    const theirs = this.database.within(tenantId);
    const tenantName = (await findTenantName(theirs, tenantId)) ?? tenantId;
    const of = { tenantId, tenantName, actorId, role };
    const member = await this.person(identity);
    if (member !== null) return { ...of, name: member.name, email: member.email, signIn: member.signIn };
    const token = await findApiToken(theirs, tenantId, actorId.replace(/^token:/, ''));
    return { ...of, name: token?.name ?? '', email: null, signIn: 'token' };
  }

  @Implements(listSessions)
  async list(@Input() { identity, request }: InputOf<typeof listSessions>): Promise<ResponseOf<typeof listSessions>> {
    const member = await this.person(identity);
    if (member === null) return { items: [] };
    const current = await this.callers.current(request);
    const { idleMs } = this.settings;
    const sessions = await readSessions(this.database.within(member.tenantId), member, {
      now: this.clock.now(),
      idleMs,
    });
    return {
      items: sessions.map((session) => ({
        sessionId: session.sessionId,
        current: session.sessionId === current?.sessionId,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
        address: session.address,
        agent: session.agent,
      })),
    };
  }

  @Implements(endSession)
  async end(@Input() input: InputOf<typeof endSession>): Promise<void> {
    const { identity, params } = input;
    const member = await this.person(identity);
    const theirs = this.database.within(identity.tenantId);
    await theirs.transaction(async (tx) => {
      if (member === null || !(await deleteSession(tx, member, params.sessionId))) throw notFound('session');
      recordAudit(tx, input, { action: 'session.ended', object: { kind: 'session', id: params.sessionId } });
    });
  }

  @Implements(signOut)
  async signOut(@Input() input: InputOf<typeof signOut>): Promise<ResponseOf<typeof signOut>> {
    const { identity, body, request, response } = input;
    const member = await this.needPerson(identity);
    const current = await this.callers.current(request);
    await this.database.within(member.tenantId).transaction(async (tx) => {
      if (body.everywhere === true) await deleteSessionsOfMember(tx, member);
      else if (current !== null) await deleteSession(tx, member, current.sessionId);
      const after = { everywhere: body.everywhere === true };
      recordAudit(tx, input, { action: 'session.signed-out', object: memberObject(member), after });
    });
    response.append('set-cookie', clearCookie(sessionCookie(this.settings.publicUrl)));
    return { endSessionUrl: member.signIn === 'sso' ? await this.provider.endSessionUrl() : null };
  }

  /** All other sessions end, and this one is a new one: whoever may have read the old cookie is out. */
  @Implements(changePassword)
  async changePassword(@Input() input: InputOf<typeof changePassword>): Promise<void> {
    const { identity, body, request, response } = input;
    if (!this.settings.local) throw new ProblemError('sign-in.off', 'Signing in by password is switched off here');
    const { tenantId, email, name, signIn } = await this.needPerson(identity);
    if (signIn !== 'local')
      throw new ProblemError('conflict', 'Your password is kept by the provider that you sign in at');
    const { currentPassword: password, newPassword } = body;
    const member = await this.local.prove({ email, password, tenantId, address: clientAddress(request), by: input });
    const tenantName = await findTenantName(this.database.within(tenantId), tenantId);
    refuseWeak(newPassword, 'body.newPassword', [email, name, tenantName ?? '']);
    const record = await this.local.hash(newPassword);
    const { settings } = this;
    const reached = await reachOfSignIn(this.database, tenantId, { settings, request });
    const handOut = await reached.transaction(async (tx) => {
      await updateMember(tx, member, { password: record });
      await deleteSessionsOfMember(tx, member);
      recordAudit(tx, input, { action: 'session.password-changed', object: memberObject(member) });
      return openSession(tx, { ...member, password: record }, { settings, request: request as Request });
    });
    handOut(response);
  }

  /** Null for a token. */
  private async person({ tenantId, actorId }: Identity): Promise<MemberRow | null> {
    const [kind, memberId = ''] = actorId.split(':');
    return kind === 'member' ? findMember(this.database.within(tenantId), tenantId, memberId) : null;
  }

  private async needPerson(identity: Identity): Promise<MemberRow> {
    const member = await this.person(identity);
    if (member === null) throw new ProblemError('conflict', 'This is for people; an API token is revoked instead');
    return member;
  }
}
