import { acceptInvitation, getSignInWays, type ResponseOf, type SignedIn, signIn } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { clientAddress } from '../access/client-address';
import { hashSecret } from '../access/random-secret';
import { openSession } from '../sessions/open-session';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { findInvitation, takeInvitation } from '../store/invitation.store';
import { findMember, type MemberRow, updateMember } from '../store/member.store';
import { deleteSessionsOfMember } from '../store/session.store';
import { findTenantName } from '../store/tenant.store';
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
  async signIn(@Input() { body, request, response }: InputOf<typeof signIn>): Promise<ResponseOf<typeof signIn>> {
    this.needLocal();
    const { tenantId = null, ...given } = body;
    const member = await this.local.prove({ ...given, tenantId, address: clientAddress(request) });
    const { settings } = this;
    const handOut = await this.database.transaction((tx) => openSession(tx, member, { settings, request }));
    handOut(response);
    return toSignedIn(member);
  }

  @Implements(acceptInvitation)
  async accept(
    @Input() { body, request, response }: InputOf<typeof acceptInvitation>,
  ): Promise<ResponseOf<typeof acceptInvitation>> {
    this.needLocal();
    const hash = hashSecret(body.token);
    const person = await findInvitation(this.database, hash, this.clock.now());
    const invited = person === null ? null : await findMember(this.database, person.tenantId, person.memberId);
    if (invited === null) throw invalid();
    const { email, name, tenantId } = invited;
    // Refused here, the link still works for a better password.
    refuseWeak(body.password, 'body.password', [email, name, (await findTenantName(this.database, tenantId)) ?? '']);
    // Before the transaction: it takes long, and connections are few.
    const password = await this.local.hash(body.password);
    const { settings } = this;
    const [member, handOut] = await this.database.transaction(async (tx) => {
      if ((await takeInvitation(tx, hash)) === null) throw invalid();
      const changed = await updateMember(tx, invited, { password });
      await deleteSessionsOfMember(tx, changed);
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
