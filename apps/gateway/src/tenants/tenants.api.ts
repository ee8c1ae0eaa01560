import {
  createApiToken,
  createTenant,
  listTenants,
  type ResponseOf,
  revokeApiToken,
  revokeTenantAccess,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { hashApiToken, makeApiToken } from '../access/api-token';
import { TokenCallers } from '../access/token-callers';
import { dropInvitationsOf } from '../store/invitation.store';
import { deleteSessionsOfTenant } from '../store/session.store';
import { addTenant, readTenants, tenantExists } from '../store/tenant.store';
import { addApiToken, markTokenRevoked, markTokensRevoked } from '../store/token.store';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_TOKEN_DAYS = 90;

@Controller()
export class TenantsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TokenCallers) private readonly tokens: TokenCallers,
  ) {}

  @Implements(createTenant)
  async create(@Input() { body }: InputOf<typeof createTenant>): Promise<ResponseOf<typeof createTenant>> {
    const tenant = await this.database.within(body.tenantId).transaction((tx) => addTenant(tx, body));
    if (tenant === null) throw new ProblemError('conflict', `There is a tenant ${body.tenantId} already`);
    return tenant;
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
      if (!(await tenantExists(tx, tenantId))) throw notFound('tenant');
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
      return { tokenId, token, expiresAt: expiresAt.toISOString() };
    });
  }

  @Implements(revokeApiToken)
  async revokeToken(@Input() { params }: InputOf<typeof revokeApiToken>): Promise<void> {
    const { tenantId, tokenId } = params;
    const theirs = this.database.within(tenantId);
    const revoked = await theirs.transaction((tx) => markTokenRevoked(tx, tenantId, tokenId));
    if (!revoked) throw notFound('token');
    this.tokens.forget(tokenId);
  }

  /** For an emergency: whoever got in is out. Other replicas take a token for some seconds more, a session for none. */
  @Implements(revokeTenantAccess)
  async revokeAccess(
    @Input() { params, body }: InputOf<typeof revokeTenantAccess>,
  ): Promise<ResponseOf<typeof revokeTenantAccess>> {
    const { tenantId } = params;
    if (body.confirm !== tenantId) {
      throw new ProblemError('request.invalid', 'The confirmation does not name the tenant', [
        { field: 'body.confirm', message: 'expected the id of the tenant' },
      ]);
    }
    const revoked = await this.database.within(tenantId).transaction(async (tx) => {
      if (!(await tenantExists(tx, tenantId))) throw notFound('tenant');
      return {
        tokens: await markTokensRevoked(tx, tenantId),
        sessions: await deleteSessionsOfTenant(tx, tenantId),
        invitations: await dropInvitationsOf(tx, tenantId),
      };
    });
    this.tokens.forgetTenant(tenantId);
    return revoked;
  }
}
