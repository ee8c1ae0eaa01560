import { readFileSync } from 'node:fs';
import { createTenant } from '@gong-timeline/contracts';
import { GatewayClient } from '@gong-timeline/tools';
import { Client } from 'pg';
import { type System, startSystem } from '../system';
import { rowsOf } from '../tenant-rows';
import { furnish, withWord } from './furnish';
import { Marks } from './marks';
import type { Party } from './party';

/** More than anybody sends here: the limits are specified on their own. */
const NO_LIMIT = '10000000';

export interface TwoTenants {
  readonly system: System;
  readonly operatorToken: string;
  /** Whose things are asked for. */
  readonly owner: Party;
  /** Who asks for them. */
  readonly stranger: Party;
  /** A third one, with nothing in it, to be ended. */
  readonly spareTenantId: string;
}

export async function startTwoTenants(env: Readonly<Record<string, string>> = {}): Promise<TwoTenants> {
  const system = await startSystem({
    companies: 'quetzal:60:20d,walrus:40:20d',
    env: {
      RATE_LIMIT_PER_MINUTE: NO_LIMIT,
      ANONYMOUS_PER_MINUTE: NO_LIMIT,
      FAILED_TOKENS_PER_MINUTE: NO_LIMIT,
      GONG_REQUESTS_PER_SECOND: '20',
      GONG_REQUESTS_PER_DAY: '100000',
      ...env,
    },
    simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
  });
  try {
    return await furnishTwo(system, ['quetzal', 'walrus']);
  } catch (error) {
    await system.stop();
    throw error;
  }
}

/** Two companies at Gong, and a tenant of each. Their words stand in all their names, and in nothing else. */
async function furnishTwo(system: System, [theirs, ours]: readonly [string, string]): Promise<TwoTenants> {
  const operatorToken = readFileSync(system.stack.operatorTokenFile, 'utf8').trim();
  const operator = new GatewayClient(system.stack.publicUrl, operatorToken);
  const make = async (word: string): Promise<Party> => {
    const tenant = await system.connectTenant(word, word, withWord(word));
    return furnish(system, operator, tenant, (tokenId) => expireToken(system, tokenId));
  };
  const [owner, stranger] = [await make(theirs), await make(ours)];
  const spareTenantId = 'spare';
  await operator.call(createTenant, { body: { tenantId: spareTenantId, name: 'Spare' } });
  return { system, operatorToken, owner, stranger, spareTenantId };
}

/** No operation makes a token that has run out. */
async function expireToken({ stack }: System, tokenId: string): Promise<void> {
  const client = new Client({ connectionString: stack.servers.databaseUrl });
  await client.connect();
  try {
    await client.query(`UPDATE gateway.api_tokens SET expires_at = now() - interval '1 day' WHERE token_id = $1`, [
      tokenId,
    ]);
  } finally {
    await client.end();
  }
}

export const marksBetween = async ({ system, owner, stranger }: TwoTenants): Promise<Marks> =>
  new Marks(owner.tenantId, await rowsOf(system, owner.tenantId), await rowsOf(system, stranger.tenantId));
