import { randomBytes } from 'node:crypto';
import { examineConnections, examineKeys } from './examine-grants';
import { NEEDED_SCOPES } from './oauth/scopes';
import { sealToken } from './sealing/seal-token';
import { readTokenKeys } from './sealing/token-keys';

const keysOf = (...ids: string[]) => {
  const reading = readTokenKeys(ids.map((id) => `${id}:${randomBytes(32).toString('base64')}`).join(','));
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.keys;
};

describe('what connector-auth tells the doctor (X3, S4)', () => {
  const keys = keysOf('k1');
  const place = { tenantId: 'acme', connectionId: '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21' };
  const sealed = sealToken(keys.sealing, { ...place, column: 'access-token' }, 'canary');
  const sample = { ...place, keyId: 'k1', sealed, grants: 7 };

  it('is fine when a token of each key in use opens', () => {
    expect(examineKeys(keys, [sample]).map(({ level }) => level)).toEqual(['fine']);
  });

  it.each([
    ['a key that is in use and not there', keysOf('k2'), 'is not in TOKEN_KEYS'],
    ['another key under the same id', keysOf('k1'), 'does not open them'],
  ])('names %s, and no token', (_, others, what) => {
    const [, fault] = examineKeys(others, [sample]);
    expect(fault).toMatchObject({ level: 'wrong', what: expect.stringContaining(`7 grants are sealed with, ${what}`) });
    expect(JSON.stringify(fault)).not.toContain('canary');
  });

  it('names the scopes that a connection lacks, and one that needs re-authorization', () => {
    const connection = { tenantId: 'acme', name: 'EU', state: 'active' as const, scopes: [...NEEDED_SCOPES] };
    expect(examineConnections([connection]).map(({ level }) => level)).toEqual(['fine']);
    expect(examineConnections([{ ...connection, scopes: NEEDED_SCOPES.slice(1) }])).toEqual([
      expect.objectContaining({ level: 'wrong', what: '"EU" of acme lacks api:calls:read:basic' }),
    ]);
    expect(examineConnections([{ ...connection, state: 'needs-reauthorization' }])).toEqual([
      expect.objectContaining({ level: 'warning', what: '"EU" of acme needs re-authorization' }),
    ]);
  });
});
