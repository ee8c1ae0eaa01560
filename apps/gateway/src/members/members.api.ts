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
import { Implements, Input, type InputOf, notFound, ProblemError } from '@gong-timeline/runtime';
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
  toMember,
  updateMember,
} from '../store/member.store';
import { deleteSessionsOfMember } from '../store/session.store';
import { tenantExists } from '../store/tenant.store';
import { invite } from './invite';
import { wouldLeaveNoAdmin } from './last-admin';

type SignInWay = 'local' | 'sso';

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
  async add(@Input() { body, identity }: InputOf<typeof addMember>): Promise<ResponseOf<typeof addMember>> {
    const { tenantId, actorId: createdBy } = identity;
    const signIn = this.way(body.signIn);
    return this.database.within(tenantId).transaction(async (tx) => {
      const person = { tenantId, memberId: randomUUID(), ...body, signIn, createdBy };
      const member = await insertMember(tx, person);
      if (member === null) throw new ProblemError('conflict', `${body.email} is a member already`);
      return this.answer(tx, member, createdBy);
    });
  }

  @Implements(changeMember)
  async change(
    @Input() { params, body, identity }: InputOf<typeof changeMember>,
  ): Promise<ResponseOf<typeof changeMember>> {
    return this.database.within(identity.tenantId).transaction(async (tx) => {
      const member = await this.changeable(tx, { ...identity, ...params }, body);
      const changed = await updateMember(tx, member, body);
      if (body.role !== member.role || !body.active) await deleteSessionsOfMember(tx, member);
      if (!body.active) await dropInvitation(tx, member);
      return toMember(changed);
    });
  }

  @Implements(removeMember)
  async remove(@Input() { params, identity }: InputOf<typeof removeMember>): Promise<void> {
    await this.database.within(identity.tenantId).transaction(async (tx) => {
      await deleteMember(tx, await this.changeable(tx, { ...identity, ...params }, null));
    });
  }

  @Implements(inviteMember)
  async invite(@Input() { params, identity }: InputOf<typeof inviteMember>): Promise<ResponseOf<typeof inviteMember>> {
    this.way('local');
    return this.database.within(identity.tenantId).transaction(async (tx) => {
      const members = await lockMembers(tx, identity.tenantId);
      const member = members.find(({ memberId }) => memberId === params.memberId);
      if (member === undefined) throw notFound('member');
      if (member.signIn !== 'local') throw new ProblemError('conflict', `${member.email} signs in by the provider`);
      if (!member.active) throw new ProblemError('conflict', `${member.email} is switched off; switch them on first`);
      return invite(tx, member, { publicUrl: this.settings.publicUrl, by: identity.actorId });
    });
  }

  @Implements(addTenantAdmin)
  async addAdmin(
    @Input() { params, body, identity }: InputOf<typeof addTenantAdmin>,
  ): Promise<ResponseOf<typeof addTenantAdmin>> {
    const { tenantId } = params;
    const { actorId: createdBy } = identity;
    return this.database.within(tenantId).transaction(async (tx) => {
      if (!(await tenantExists(tx, tenantId))) throw notFound('tenant');
      await lockMembers(tx, tenantId);
      const known = await findMemberByEmail(tx, tenantId, body.email);
      const signIn = this.way(known?.signIn ?? body.signIn);
      if (known === null) {
        const person = { tenantId, memberId: randomUUID(), ...body, role: 'admin', signIn, createdBy } as const;
        const member = await insertMember(tx, person);
        if (member === null) throw new ProblemError('conflict', `${body.email} was added at the same moment`);
        return this.answer(tx, member, createdBy);
      }
      await deleteSessionsOfMember(tx, known);
      return this.answer(tx, await updateMember(tx, known, { role: 'admin', active: true }), createdBy);
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
    { tenantId, memberId }: { readonly tenantId: string; readonly memberId: string },
    change: { readonly role: 'admin' | 'member'; readonly active: boolean } | null,
  ): Promise<MemberRow> {
    const members = await lockMembers(tx, tenantId);
    const member = members.find((one) => one.memberId === memberId);
    if (member === undefined) throw notFound('member');
    if (wouldLeaveNoAdmin(members, member, change)) {
      throw new ProblemError('member.last-admin', `${member.name} is the last admin; make somebody else one first`);
    }
    return member;
  }
}
