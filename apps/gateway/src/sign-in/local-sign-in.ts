import { INSTALLATION } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { type Audited, LOGGER, type Logger, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { countFailure, forgetFailures, lockFailures, takeBackFailure } from '../store/failure.store';
import { findLocalMembers, type MemberRow, updateMember } from '../store/member.store';
import { memberObject } from './as-member';
import { hashPassword, isOutdated, isPassword } from './password-hash';
import { FAILURES_KEPT_MS, type Throttle, throttlesOf, waitOf } from './throttle';
import { Turns } from './turns';

const FAILED =
  'E-mail address and password do not fit together, or this person may not sign in. Who belongs to several tenants names the tenant, too';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly tenantId: string | null;
  readonly address: string;
  /** The request, for the audit log. */
  readonly by: Audited;
}

/**
 * One answer, in the same time, for a wrong password, an unknown person, one who is switched off or has no password, and
 * one whose address is known in several tenants: each costs exactly one hash.
 */
@Injectable()
export class LocalSignIn {
  private readonly turns = new Turns();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async prove({ email, password, tenantId, address, by }: Credentials): Promise<MemberRow> {
    const throttles = throttlesOf(email, address);
    await this.begin(throttles);
    // Across tenants when none is named: who signs in is nobody's yet.
    const reached = tenantId === null ? this.database.acrossTenants() : this.database.within(tenantId);
    const found = await findLocalMembers(reached, email, tenantId);
    // Who is only invited elsewhere goes on as before: else an admin there could make them name their tenant.
    const [only = null, ...others] = found.filter(({ active, password: known }) => active && known !== null);
    const member = others.length === 0 ? only : null;
    const record = member?.password ?? null;
    const right = await this.turns.take(() => isPassword(password, record));
    if (member === null || record === null || !right) {
      this.log.warn({ address, known: member !== null }, 'sign-in failed');
      await this.recordFailure(by, member ?? (found.length === 1 ? found[0] : undefined));
      throw new ProblemError('sign-in.failed', FAILED);
    }
    await this.succeed(throttles);
    return isOutdated(record) ? this.renew(member, password) : member;
  }

  /** For a new password: the same bound on how many are hashed at once. */
  hash(password: string): Promise<string> {
    return this.turns.take(() => hashPassword(password));
  }

  /** Counts the attempt as failed before it is looked at; thousands at the same moment are not let through together. */
  private begin(throttles: readonly Throttle[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      const keys = throttles.map(({ key }) => key);
      const seen = await lockFailures(tx, keys);
      const waitMs = Math.max(...throttles.map((throttle) => waitOf(throttle, seen.get(throttle.key), tx.now)));
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1000);
        const detail = `Too many sign-ins failed; try again in ${seconds} s`;
        throw new ProblemError('rate.limited', detail, undefined, { 'retry-after': `${seconds}` });
      }
      const forgottenBefore = new Date(tx.now.getTime() - FAILURES_KEPT_MS);
      for (const key of keys) await countFailure(tx, key, forgottenBefore);
    });
  }

  /** In the log of whoever it was tried at; what was typed is not kept, for it may be a password in the wrong place. */
  private async recordFailure(by: Audited, member: MemberRow | undefined): Promise<void> {
    const tenantId = member?.tenantId ?? INSTALLATION;
    const object = member === undefined ? { kind: 'member', id: 'unknown' } : memberObject(member);
    const identity = { ...by.identity, tenantId, actorId: 'nobody', role: 'nobody' } as const;
    await this.database
      .within(tenantId)
      .transaction(async (tx) => recordAudit(tx, { ...by, identity }, { action: 'session.sign-in-failed', object }));
  }

  private succeed(throttles: readonly Throttle[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      for (const { key, clearedBySuccess } of throttles) {
        await (clearedBySuccess ? forgetFailures(tx, key) : takeBackFailure(tx, key));
      }
    });
  }

  private async renew(member: MemberRow, password: string): Promise<MemberRow> {
    const record = await this.hash(password);
    const theirs = this.database.within(member.tenantId);
    return theirs.transaction((tx) => updateMember(tx, member, { password: record }));
  }
}
