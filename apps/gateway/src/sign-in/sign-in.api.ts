import { acceptInvitation, getSignInWays, type ResponseOf, type SignedIn, signIn } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { clientAddress } from '../access/client-address';
import { hashSecret } from '../access/random-secret';
import { openSession } from '../sessions/open-session';
import { reachOfSignIn } from '../sessions/reach-of-sign-in';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { findInvitation, takeInvitation } from '../store/invitation.store';
import { findMember, type MemberRow, updateMember } from '../store/member.store';
import { deleteSessionsOfMember } from '../store/session.store';
import { findTenantName } from '../store/tenant.store';
import { asMember, memberObject } from './as-member';
import { LocalSignIn } from './local-sign-in';
import { refuseWeak } from './refuse-weak';

@Controller()
export class SignInApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {}

  @Implements(getSignInWays)
  async ways(): Promise<ResponseOf<typeof getSignInWays>> {
    const { local, sso } = this.settings;
    return { local, sso: sso === null ? null : { name: sso.name } };
  }

  @Implements(signIn)
  async signIn(@Input() input: InputOf<typeof signIn>): Promise<ResponseOf<typeof signIn>> {
    const { body, request, response } = input;
    this.needLocal();
    const { tenantId = null, ...given } = body;
    const member = await this.local.prove({ ...given, tenantId, address: clientAddress(request), by: input });
    const { settings } = this;
    const reached = await reachOfSignIn(this.database, member.tenantId, { settings, request });
    const handOut = await reached.transaction(async (tx) => {
      const opened = await openSession(tx, member, { settings, request });
      recordAudit(tx, asMember(input, member), { action: 'session.signed-in', object: memberObject(member) });
      return opened;
    });
    handOut(response);
    return toSignedIn(member);
  }

  @Implements(acceptInvitation)
  async accept(@Input() input: InputOf<typeof acceptInvitation>): Promise<ResponseOf<typeof acceptInvitation>> {
    const { body, request, response } = input;
    this.needLocal();
    const hash = hashSecret(body.token);
    // Across tenants: only the link says whose it is.
    const person = await findInvitation(this.database.acrossTenants(), hash, this.clock.now());
    if (person === null) throw invalid();
    const { tenantId, memberId } = person;
    const theirs = this.database.within(tenantId);
    const invited = await findMember(theirs, tenantId, memberId);
    if (invited === null) throw invalid();
    const { email, name } = invited;
    // Refused here, the link still works for a better password.
    refuseWeak(body.password, 'body.password', [email, name, (await findTenantName(theirs, tenantId)) ?? '']);
    // Before the transaction: it takes long, and connections are few.
    const password = await this.local.hash(body.password);
    const { settings } = this;
    const reached = await reachOfSignIn(this.database, tenantId, { settings, request });
    const [member, handOut] = await reached.transaction(async (tx) => {
      if ((await takeInvitation(tx, hash)) === null) throw invalid();
      const changed = await updateMember(tx, invited, { password });
      await deleteSessionsOfMember(tx, changed);
      const object = memberObject(changed);
      recordAudit(tx, asMember(input, changed), { action: 'member.invitation-accepted', object });
      return [changed, await openSession(tx, changed, { settings, request })] as const;
    });
    handOut(response);
    return toSignedIn(member);
  }

  private needLocal(): void {
    if (!this.settings.local) throw new ProblemError('sign-in.off', 'Signing in by password is switched off here');
  }
}

const toSignedIn = ({ name, email, role, tenantId }: MemberRow): SignedIn => ({ name, email, role, tenantId });

const invalid = (): ProblemError =>
  new ProblemError('invitation.invalid', 'The link is used, expired or unknown; ask an admin for a new one');
