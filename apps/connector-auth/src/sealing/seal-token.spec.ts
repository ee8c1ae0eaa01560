import { randomBytes } from 'node:crypto';
import { encrypt } from './aes-gcm';
import { openToken, resealToken, sealToken, type TokenPlace } from './seal-token';
import type { TokenKey, TokenKeys } from './token-keys';

const newKey: TokenKey = { id: '2027', bytes: randomBytes(32) };
const oldKey: TokenKey = { id: '2026', bytes: randomBytes(32) };
const keys: TokenKeys = { sealing: newKey, byId: new Map([newKey, oldKey].map((key) => [key.id, key])) };
const place: TokenPlace = { tenantId: 'acme', connectionId: 'c-1', column: 'refresh-token' };
const token = 'rt_Zürich-9f27';

const flip = (sealed: Buffer, index: number): Buffer => {
  const changed = Buffer.from(sealed);
  changed.writeUInt8((changed.readUInt8(index) ^ 1) & 0xff, index);
  return changed;
};

describe('a sealed token', () => {
  const sealed = sealToken(newKey, place, token);

  it('opens where it belongs', () => {
    expect(openToken(keys, '2027', place, sealed)).toEqual({ token });
  });

  it('opens with an older key that is still listed', () => {
    expect(openToken(keys, '2026', place, sealToken(oldKey, place, token))).toEqual({ token });
  });

  it('never looks the same twice', () => {
    expect(sealToken(newKey, place, token).equals(sealed)).toBe(false);
  });

  it('does not hold the token in the clear', () => {
    expect(sealed.includes(Buffer.from(token))).toBe(false);
  });

  it.each([
    ['another tenant', { ...place, tenantId: 'globex' }],
    ['another connection', { ...place, connectionId: 'c-2' }],
    ['another column', { ...place, column: 'access-token' as const }],
    ['ids that only look the same when joined', { ...place, tenantId: 'acme","c', connectionId: '-1' }],
  ])('does not open when its row is moved to %s', (_where, elsewhere) => {
    expect(openToken(keys, '2027', elsewhere, sealed)).toEqual({ failure: 'not-authentic' });
  });

  it('does not open under the id of another key, nor under another id of the same key', () => {
    expect(openToken(keys, '2026', place, sealed)).toEqual({ failure: 'not-authentic' });
    const renamed: TokenKeys = { sealing: newKey, byId: new Map([['renamed', { ...newKey, id: 'renamed' }]]) };
    expect(openToken(renamed, 'renamed', place, sealed)).toEqual({ failure: 'not-authentic' });
  });

  it('says so when its key is no longer listed', () => {
    expect(openToken({ sealing: oldKey, byId: new Map([['2026', oldKey]]) }, '2027', place, sealed)).toEqual({
      failure: 'key-unknown',
    });
  });

  it('does not open when any one bit of format, nonces, data key, text or tags is changed', () => {
    for (let index = 0; index < sealed.length; index++) {
      expect(openToken(keys, '2027', place, flip(sealed, index))).toEqual({ failure: 'not-authentic' });
    }
  });

  it('does not open when it is cut short or empty', () => {
    for (const length of [0, 1, 13, 28, 60, 61, 72, 88, sealed.length - 1]) {
      expect(openToken(keys, '2027', place, sealed.subarray(0, length))).toEqual({ failure: 'not-authentic' });
    }
  });

  it('does not open in one part: the data key of another token opens nothing', () => {
    const other = sealToken(newKey, place, 'rt_other');
    const mixed = Buffer.concat([other.subarray(0, 61), sealed.subarray(61)]);
    expect(openToken(keys, '2027', place, mixed)).toEqual({ failure: 'not-authentic' });
  });
});

describe('a token that was sealed before there were data keys', () => {
  const boundTo = JSON.stringify(['gong-timeline/token', 'acme', 'c-1', 'refresh-token', '2026']);
  const old = Buffer.concat([Buffer.of(1), encrypt(oldKey.bytes, Buffer.from(boundTo), Buffer.from(token))]);

  it('opens where it belongs, and nowhere else', () => {
    expect(openToken(keys, '2026', place, old)).toEqual({ token });
    expect(openToken(keys, '2026', { ...place, tenantId: 'globex' }, old)).toEqual({ failure: 'not-authentic' });
    expect(openToken(keys, '2026', { ...place, column: 'access-token' }, old)).toEqual({ failure: 'not-authentic' });
  });

  it('gets a data key of its own when its key is replaced', () => {
    const renewed = resealed(resealToken(keys, { from: '2026', to: newKey }, place, old));
    expect(openToken(keys, '2027', place, renewed)).toEqual({ token });
    expect(renewed[0]).toBe(2);
  });
});

describe('a token whose key is replaced', () => {
  const sealed = sealToken(oldKey, place, token);

  it('opens with the new key, and with the old one no more', () => {
    const renewed = resealed(resealToken(keys, { from: '2026', to: newKey }, place, sealed));
    expect(openToken(keys, '2027', place, renewed)).toEqual({ token });
    expect(openToken(keys, '2026', place, renewed)).toEqual({ failure: 'not-authentic' });
    expect(openToken(keys, '2027', { ...place, connectionId: 'c-2' }, renewed)).toEqual({ failure: 'not-authentic' });
  });

  it('stays closed meanwhile: only its data key is sealed anew', () => {
    const renewed = resealed(resealToken(keys, { from: '2026', to: newKey }, place, sealed));
    expect(renewed.subarray(61).equals(sealed.subarray(61))).toBe(true);
    expect(renewed.subarray(1, 61).equals(sealed.subarray(1, 61))).toBe(false);
  });

  it('is left alone when it does not belong there, or when its key is not listed', () => {
    const moved = { ...place, tenantId: 'globex' };
    expect(resealToken(keys, { from: '2026', to: newKey }, moved, sealed)).toEqual({ failure: 'not-authentic' });
    expect(resealToken(keys, { from: '2025', to: newKey }, place, sealed)).toEqual({ failure: 'key-unknown' });
  });
});

function resealed(result: ReturnType<typeof resealToken>): Buffer {
  if ('sealed' in result) return result.sealed;
  throw new Error(result.failure);
}
