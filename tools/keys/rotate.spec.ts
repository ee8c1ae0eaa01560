import type { GatewayClient } from '../demo/gateway-client';
import { rotate } from './rotate';

/** Answers in turn with these batches, then with these grants by key. */
const gateway = (batches: object[], grants: Record<string, number>) => {
  const asked: unknown[] = [];
  const call = async ({ operationId }: { operationId: string }, given: unknown) => {
    if (operationId === 'resealGrants') {
      asked.push(given);
      return { keyId: 'new', resealed: 0, unreadable: 0, next: null, ...batches.shift() };
    }
    const key = (keyId: string) => ({ keyId, grants: grants[keyId], replicas: 1, sealing: 0, removable: false });
    return { replicas: 1, keys: Object.keys(grants).map(key) };
  };
  return { asked, client: { call } as unknown as Pick<GatewayClient, 'call'> };
};

describe('npm run keys:rotate', () => {
  const place = { tenantId: 'acme', connectionId: 'c' };

  it('goes on from where a batch ended, then looks once more for what was held', async () => {
    const said: string[] = [];
    const { client, asked } = gateway([{ resealed: 2, next: place }, { resealed: 1 }, { resealed: 1 }], {
      new: 4,
      old: 0,
    });
    expect(await rotate(client, { limit: 2, say: (line) => said.push(line) })).toBe(true);
    expect(asked).toEqual([null, place, null, null].map((after) => ({ body: { after, limit: 2 } })));
    expect(said.slice(0, 3)).toEqual(['2', '3', '4'].map((n) => `${n} moved to the key "new"`));
  });

  it('ends with what cannot be opened, and says so', async () => {
    const said: string[] = [];
    const { client } = gateway([{ unreadable: 3 }], { new: 1, lost: 3 });
    expect(await rotate(client, { limit: 2, say: (line) => said.push(line) })).toBe(false);
    expect(said.join()).toContain('3 cannot be opened');
  });
});
