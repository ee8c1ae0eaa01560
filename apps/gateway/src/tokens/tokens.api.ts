import { randomUUID } from 'node:crypto';
import { createToken, listTokens, type ResponseOf, revokeToken } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { hashApiToken, makeApiToken } from '../access/api-token';
import { TokenCallers } from '../access/token-callers';
import { addApiToken, findApiToken, markTokenRevoked, readApiTokens } from '../store/token.store';
import { AREAS, unknownScopes } from './scopes';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_TOKEN_DAYS = 90;

/** A tenant's own tokens, by its admins. They are the tenant's, not a person's: they outlive who made them. */
@Controller()
export class TokensApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TokenCallers) private readonly callers: TokenCallers,
  ) {}

  @Implements(listTokens)
  async list(@Input() { identity }: InputOf<typeof listTokens>): Promise<ResponseOf<typeof listTokens>> {
    return { items: await readApiTokens(this.database.within(identity.tenantId), identity.tenantId) };
  }

  @Implements(createToken)
  async create(@Input() input: InputOf<typeof createToken>): Promise<ResponseOf<typeof createToken>> {
    const { body, identity } = input;
    const { name, role, scopes = [], expiresInDays = DEFAULT_TOKEN_DAYS } = body;
    refuseUnknown(scopes);
    const { tenantId, actorId: createdBy } = identity;
    const token = makeApiToken();
    const tokenId = randomUUID();
    return this.database.within(tenantId).transaction(async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + expiresInDays * DAY_MS);
      await addApiToken(tx, { tenantId, tokenId, hash: hashApiToken(token), name, role, scopes, createdBy, expiresAt });
      recordAudit(tx, input, {
        action: 'token.created',
        object: { kind: 'token', id: tokenId, name },
        after: { role, scopes, expiresAt: expiresAt.toISOString() },
      });
      const apiToken = await findApiToken(tx, tenantId, tokenId);
      if (apiToken === null) throw new Error('A token that was just made is not there');
      return { apiToken, token };
    });
  }

  @Implements(revokeToken)
  async revoke(@Input() input: InputOf<typeof revokeToken>): Promise<void> {
    const { tokenId } = input.params;
    const { tenantId } = input.identity;
    await this.database.within(tenantId).transaction(async (tx) => {
      const token = await findApiToken(tx, tenantId, tokenId);
      if (token === null || !(await markTokenRevoked(tx, tenantId, tokenId))) throw notFound('token');
      recordAudit(tx, input, { action: 'token.revoked', object: { kind: 'token', id: tokenId, name: token.name } });
    });
    this.callers.forget(tokenId);
  }
}

const refuseUnknown = (scopes: readonly string[]): void => {
  const unknown = unknownScopes(scopes);
  if (unknown.length === 0) return;
  throw new ProblemError('request.invalid', 'There is no such scope', [
    {
      field: 'body.scopes',
      message: `expected <area>:read or <area>:write with an area of ${AREAS.join(', ')}; not ${unknown.join(', ')}`,
    },
  ]);
};
