import {
  createApiToken,
  createTenant,
  listTenants,
  type ResponseOf,
  revokeApiToken,
  revokeTenantAccess,
  tenantChanged,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { hashApiToken, makeApiToken } from '../access/api-token';
import { TokenCallers } from '../access/token-callers';
import { dropInvitationsOf } from '../store/invitation.store';
import { deleteSessionsOfTenant } from '../store/session.store';
import { addTenant, findWiped, readTenants, tenantExists } from '../store/tenant.store';
import { addApiToken, findApiToken, markTokenRevoked, markTokensRevoked } from '../store/token.store';
import { usableTenant } from './usable-tenant';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_TOKEN_DAYS = 90;

const countsOf = (revoked: ResponseOf<typeof revokeTenantAccess>) => ({
  tokenCount: revoked.tokens,
  sessionCount: revoked.sessions,
  invitationCount: revoked.invitations,
});

@Controller()
export class TenantsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TokenCallers) private readonly tokens: TokenCallers,
  ) {}

  @Implements(createTenant)
  async create(@Input() input: InputOf<typeof createTenant>): Promise<ResponseOf<typeof createTenant>> {
    const { body, correlationId, traceparent } = input;
    const { tenantId, name } = body;
    if ((await findWiped(this.database, tenantId)) !== null) {
      throw new ProblemError('conflict', `A tenant ${tenantId} was wiped: its id is never given again`);
    }
    return this.database.within(tenantId).transaction(async (tx) => {
      const tenant = await addTenant(tx, body);
      if (tenant === null) throw new ProblemError('conflict', `There is a tenant ${tenantId} already`);
      const fact = { tenantId, correlationId, causationId: null, traceparent };
      tx.tell(tenantChanged, { ...fact, data: { state: 'active', revision: 1 } });
      recordAudit(tx, input, {
        tenantId,
        action: 'tenant.created',
        object: { kind: 'tenant', id: tenantId, name },
        after: { name },
      });
      return tenant;
    });
  }

  @Implements(listTenants)
  async list(): Promise<ResponseOf<typeof listTenants>> {
    // Across tenants: it is the operator's list of all of them.
    return { items: await readTenants(this.database.acrossTenants()) };
  }

  @Implements(createApiToken)
  async createToken(@Input() input: InputOf<typeof createApiToken>): Promise<ResponseOf<typeof createApiToken>> {
    const { tenantId } = input.params;
    const { name, role, expiresInDays = DEFAULT_TOKEN_DAYS } = input.body;
    const token = makeApiToken();
    const tokenId = randomUUID();
    return this.database.within(tenantId).transaction(async (tx) => {
      await usableTenant(tx, tenantId);
      const expiresAt = new Date(tx.now.getTime() + expiresInDays * DAY_MS);
      const createdBy = input.identity.actorId;
      await addApiToken(tx, {
        tenantId,
        tokenId,
        hash: hashApiToken(token),
        name,
        role,
        scopes: [],
        createdBy,
        expiresAt,
      });
      recordAudit(tx, input, {
        tenantId,
        action: 'token.created',
        object: { kind: 'token', id: tokenId, name },
        after: { role, scopes: [], expiresAt: expiresAt.toISOString() },
      });
      return { tokenId, token, expiresAt: expiresAt.toISOString() };
    });
  }

  @Implements(revokeApiToken)
  async revokeToken(@Input() input: InputOf<typeof revokeApiToken>): Promise<void> {
    const { tenantId, tokenId } = input.params;
    await this.database.within(tenantId).transaction(async (tx) => {
      const token = await findApiToken(tx, tenantId, tokenId);
      if (token === null || !(await markTokenRevoked(tx, tenantId, tokenId))) throw notFound('token');
      const object = { kind: 'token', id: tokenId, name: token.name };
      recordAudit(tx, input, { tenantId, action: 'token.revoked', object });
    });
    this.tokens.forget(tokenId);
  }

  /** For an emergency: whoever got in is out. Other replicas take a token for some seconds more, a session for none. */
  @Implements(revokeTenantAccess)
  async revokeAccess(
    @Input() input: InputOf<typeof revokeTenantAccess>,
  ): Promise<ResponseOf<typeof revokeTenantAccess>> {
    const { params, body } = input;
    const { tenantId } = params;
    if (body.confirm !== tenantId) {
      throw new ProblemError('request.invalid', 'The confirmation does not name the tenant', [
        { field: 'body.confirm', message: 'expected the id of the tenant' },
      ]);
    }
    const revoked = await this.database.within(tenantId).transaction(async (tx) => {
      if (!(await tenantExists(tx, tenantId))) throw notFound('tenant');
      const counts = {
        tokens: await markTokensRevoked(tx, tenantId),
        sessions: await deleteSessionsOfTenant(tx, tenantId),
        invitations: await dropInvitationsOf(tx, tenantId),
      };
      const object = { kind: 'tenant', id: tenantId };
      recordAudit(tx, input, { tenantId, action: 'tenant.access-revoked', object, after: countsOf(counts) });
      return counts;
    });
    this.tokens.forgetTenant(tenantId);
    return revoked;
  }
}
