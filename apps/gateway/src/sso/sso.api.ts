import { completeSso, type ResponseOf, startSso } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import {
  type Audited,
  Clock,
  Implements,
  Input,
  type InputOf,
  LOGGER,
  type Logger,
  ProblemError,
  recordAudit,
} from '@gong-timeline/runtime';
import { Controller, Inject, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { clientAddress } from '../access/client-address';
import { limitKey } from '../access/limit-key';
import { hashSecret, randomSecret } from '../access/random-secret';
import { RateLimit } from '../access/rate-limit';
import { rateLimited } from '../access/tell-rate';
import { openSession } from '../sessions/open-session';
import { reachOfSignIn } from '../sessions/reach-of-sign-in';
import { clearCookie, readCookie, setCookie, ssoCookie } from '../sessions/session-cookie';
import { SIGN_IN_SETTINGS, type SignInSettings, type SsoSettings } from '../settings/sign-in-settings';
import { asMember, memberObject } from '../sign-in/as-member';
import { insertSsoAttempt, type SsoAttempt, takeSsoAttempt } from '../store/sso-attempt.store';
import { admit } from './admit';
import { IdentityProvider } from './identity-provider';
import { personOf } from './person-of';
import { recordRefusal } from './record-refusal';
import { ShowToPeople } from './show-to-people.filter';

const ATTEMPT_MS = 10 * 60_000;
/** Each keeps a row for ten minutes. */
const STARTS_PER_MINUTE = 60;

@Controller()
export class SsoApi {
  private readonly starts = new RateLimit(STARTS_PER_MINUTE);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
  ) {}

  @Implements(startSso)
  async start(@Input() { body, request, response }: InputOf<typeof startSso>): Promise<ResponseOf<typeof startSso>> {
    const rate = this.starts.take(limitKey(clientAddress(request)), this.clock.now());
    if (!rate.allowed) throw rateLimited('Too many sign-ins', rate);
    const [state, nonce, verifier, browser] = [randomSecret(), randomSecret(), randomSecret(), randomSecret()];
    const authorizeUrl = await this.provider.authorizeUrl({ state, nonce, verifier });
    await this.database.transaction((tx) =>
      insertSsoAttempt(tx, {
        stateHash: hashSecret(state),
        browserHash: hashSecret(browser),
        nonce,
        verifier,
        returnTo: body.returnTo ?? '/',
        expiresAt: new Date(tx.now.getTime() + ATTEMPT_MS),
      }),
    );
    response.append('set-cookie', setCookie(ssoCookie(this.settings.publicUrl), browser, ATTEMPT_MS));
    return { authorizeUrl };
  }

  /** A GET that signs in: what makes it safe is the state, which only the browser that began can use, and once. */
  @Implements(completeSso)
  @UseFilters(ShowToPeople)
  async complete(@Input() input: InputOf<typeof completeSso>): Promise<void> {
    const { query, request, response } = input;
    const { settings } = this;
    const { sso } = settings;
    if (sso === null) throw new ProblemError('sign-in.off', 'No OpenID provider is set up here');
    const attempt = await this.take(query.state, request);
    response.append('set-cookie', clearCookie(ssoCookie(settings.publicUrl)));
    const tried = { tenantId: null as string | null, provider: sso.issuer.href };
    try {
      const handOut = await this.admitted(input, attempt, sso, (tenantId) => (tried.tenantId = tenantId));
      handOut(response);
    } catch (error) {
      await recordRefusal(this.database, input, error, tried);
      throw error;
    }
    response.redirect(303, attempt.returnTo);
  }

  /** What hands the session out to whom the provider vouches for. `toTenant` hears which tenant it is to, as soon as that is known. */
  private async admitted(
    input: InputOf<typeof completeSso>,
    attempt: SsoAttempt,
    sso: SsoSettings,
    toTenant: (tenantId: string) => void,
  ): Promise<(response: Response) => void> {
    const { query, request } = input;
    const { settings } = this;
    const { search } = new URL(request.originalUrl, settings.publicUrl);
    const { claims, ...known } = await this.provider.redeem(search, { ...attempt, state: query.state });
    const reading = personOf(claims, sso);
    if ('refused' in reading) throw new ProblemError('sign-in.not-allowed', reading.refused);
    const { person } = reading;
    toTenant(person.tenantId);
    const provider = byProvider(input, { tenantId: person.tenantId, issuer: known.issuer, name: sso.name });
    const reached = await reachOfSignIn(this.database, person.tenantId, { settings, request });
    return reached.transaction(async (tx) => {
      const member = await admit(tx, known, person, provider);
      const opened = await openSession(tx, member, { settings, request });
      const object = memberObject(member);
      recordAudit(tx, asMember(input, member), { action: 'session.signed-in', object, after: { by: known.issuer } });
      return opened;
    });
  }

  private async take(state: string, request: Request): Promise<SsoAttempt> {
    const browser = readCookie(ssoCookie(this.settings.publicUrl), request.headers);
    const hashes = { stateHash: hashSecret(state), browserHash: hashSecret(browser ?? '') };
    const attempt = await this.database.transaction((tx) => takeSsoAttempt(tx, hashes));
    if (attempt !== null) return attempt;
    this.log.warn({ withCookie: browser !== null }, 'a sign-in came back that nobody began here, or twice, or late');
    throw new ProblemError(
      'sign-in.state-invalid',
      'This sign-in was not begun in this browser, was used already, or took longer than ten minutes; begin again',
    );
  }
}

/** For the audit log: what the provider decides is not the doing of whoever signs in. */
const byProvider = (
  { identity, correlationId, traceparent }: Audited,
  { tenantId, issuer, name }: { readonly tenantId: string; readonly issuer: string; readonly name: string },
): Audited => ({
  identity: { ...identity, tenantId, actorId: `provider:${issuer}`, actorName: name },
  correlationId,
  traceparent,
});
