import { randomUUID } from 'node:crypto';
import {
  addMember,
  addTenantAdmin,
  changeMember,
  inviteMember,
  listMembers,
  removeMember,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import {
  changesOf,
  Implements,
  Input,
  type InputOf,
  notFound,
  ProblemError,
  refuseStale,
  recordAudit,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { dropInvitation } from '../store/invitation.store';
import {
  deleteMember,
  findMemberByEmail,
  insertMember,
  lockMembers,
  type MemberRow,
  readMembers,
  tagOfMember,
  toMember,
  updateMember,
} from '../store/member.store';
import { deleteSessionsOfMember } from '../store/session.store';
import { memberObject } from '../sign-in/as-member';
import { usableTenant } from '../tenants/usable-tenant';
import { invite } from './invite';
import { wouldLeaveNoAdmin } from './last-admin';

type SignInWay = 'local' | 'sso';

/** What an admin decides of a person. */
const auditedOf = ({ email, name, role, signIn, active }: MemberRow) => ({ email, name, role, signIn, active });

/** The people of a tenant, by its admins; its first admin by the operator. */
@Controller()
export class MembersApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {}

  @Implements(listMembers)
  async list(@Input() { identity }: InputOf<typeof listMembers>): Promise<ResponseOf<typeof listMembers>> {
    return { items: (await readMembers(this.database.within(identity.tenantId), identity.tenantId)).map(toMember) };
  }

  @Implements(addMember)
  async add(@Input() input: InputOf<typeof addMember>): Promise<ResponseOf<typeof addMember>> {
    const { body, identity } = input;
    const { tenantId, actorId: createdBy } = identity;
    const signIn = this.way(body.signIn);
    return this.database.within(tenantId).transaction(async (tx) => {
      const person = { tenantId, memberId: randomUUID(), ...body, signIn, createdBy };
      const member = await insertMember(tx, person);
      if (member === null) throw new ProblemError('conflict', `${body.email} is a member already`);
      recordAudit(tx, input, { action: 'member.added', object: memberObject(member), after: auditedOf(member) });
      return this.answer(tx, member, createdBy);
    });
  }

  @Implements(changeMember)
  async change(@Input() input: InputOf<typeof changeMember>): Promise<ResponseOf<typeof changeMember>> {
    const { params, body, identity, ifMatch, response } = input;
    return this.database.within(identity.tenantId).transaction(async (tx) => {
      const member = await this.changeable(tx, { ...identity, ...params, ifMatch }, body);
      const changed = await updateMember(tx, member, body);
      if (body.role !== member.role || !body.active) await deleteSessionsOfMember(tx, member);
      if (!body.active) await dropInvitation(tx, member);
      const changes = changesOf(auditedOf(member), auditedOf(changed));
      recordAudit(tx, input, { action: 'member.changed', object: memberObject(changed), ...changes });
      response.set('etag', tagOfMember(changed));
      return toMember(changed);
    });
  }

  @Implements(removeMember)
  async remove(@Input() input: InputOf<typeof removeMember>): Promise<void> {
    const { params, identity, ifMatch } = input;
    await this.database.within(identity.tenantId).transaction(async (tx) => {
      const member = await this.changeable(tx, { ...identity, ...params, ifMatch }, null);
      await deleteMember(tx, member);
      recordAudit(tx, input, { action: 'member.removed', object: memberObject(member), before: auditedOf(member) });
    });
  }

  @Implements(inviteMember)
  async invite(@Input() input: InputOf<typeof inviteMember>): Promise<ResponseOf<typeof inviteMember>> {
    const { params, identity } = input;
    this.way('local');
    return this.database.within(identity.tenantId).transaction(async (tx) => {
      const members = await lockMembers(tx, identity.tenantId);
      const member = members.find(({ memberId }) => memberId === params.memberId);
      if (member === undefined) throw notFound('member');
      if (member.signIn !== 'local') throw new ProblemError('conflict', `${member.email} signs in by the provider`);
      if (!member.active) throw new ProblemError('conflict', `${member.email} is switched off; switch them on first`);
      recordAudit(tx, input, { action: 'member.invited', object: memberObject(member) });
      return invite(tx, member, { publicUrl: this.settings.publicUrl, by: identity.actorId });
    });
  }

  @Implements(addTenantAdmin)
  async addAdmin(@Input() input: InputOf<typeof addTenantAdmin>): Promise<ResponseOf<typeof addTenantAdmin>> {
    const { params, body, identity } = input;
    const { tenantId } = params;
    const { actorId: createdBy } = identity;
    return this.database.within(tenantId).transaction(async (tx) => {
      await usableTenant(tx, tenantId);
      await lockMembers(tx, tenantId);
      const known = await findMemberByEmail(tx, tenantId, body.email);
      const signIn = this.way(known?.signIn ?? body.signIn);
      if (known === null) {
        const person = { tenantId, memberId: randomUUID(), ...body, role: 'admin', signIn, createdBy } as const;
        const member = await insertMember(tx, person);
        if (member === null) throw new ProblemError('conflict', `${body.email} was added at the same moment`);
        const entry = { action: 'member.added', object: memberObject(member), after: auditedOf(member) } as const;
        recordAudit(tx, input, { tenantId, ...entry });
        return this.answer(tx, member, createdBy);
      }
      await deleteSessionsOfMember(tx, known);
      const changed = await updateMember(tx, known, { role: 'admin', active: true });
      const changes = changesOf(auditedOf(known), auditedOf(changed));
      recordAudit(tx, input, { tenantId, action: 'member.changed', object: memberObject(changed), ...changes });
      return this.answer(tx, changed, createdBy);
    });
  }

  private way(asked: SignInWay | undefined): SignInWay {
    const { local, sso } = this.settings;
    const way = asked ?? (local ? 'local' : 'sso');
    if (way === 'local' && !local) throw new ProblemError('sign-in.off', 'Signing in by password is switched off here');
    if (way === 'sso' && sso === null) throw new ProblemError('sign-in.off', 'No OpenID provider is set up here');
    return way;
  }

  private async answer(tx: Transaction, member: MemberRow, by: string): Promise<ResponseOf<typeof addMember>> {
    const { publicUrl } = this.settings;
    const invitation = member.signIn === 'local' ? await invite(tx, member, { publicUrl, by }) : null;
    return { member: toMember(member), invitation };
  }

  /** The member of the tenant, under the tenant's lock, if the change (null: removal) leaves it an admin. */
  private async changeable(
    tx: Transaction,
    {
      tenantId,
      memberId,
      ifMatch,
    }: { readonly tenantId: string; readonly memberId: string; readonly ifMatch: string | null },
    change: { readonly role: 'admin' | 'member'; readonly active: boolean } | null,
  ): Promise<MemberRow> {
    const members = await lockMembers(tx, tenantId);
    const member = members.find((one) => one.memberId === memberId);
    if (member === undefined) throw notFound('member');
    refuseStale(ifMatch, { is: tagOfMember(member) });
    if (wouldLeaveNoAdmin(members, member, change)) {
      throw new ProblemError('member.last-admin', `${member.name} is the last admin; make somebody else one first`);
    }
    return member;
  }
}
