import { keyUses } from './key-uses';

const replica = (instanceId: string, sealingKeyId: string, keyIds = ['new', 'old']) => ({
  instanceId,
  sealingKeyId,
  keyIds,
});
const removable = (...given: Parameters<typeof keyUses>) =>
  keyUses(...given)
    .keys.filter((key) => key.removable)
    .map((key) => key.keyId);

describe('whether a key can be removed', () => {
  it('is so when nothing is sealed with it, and no replica seals with it', () => {
    expect(removable([replica('1', 'new')], new Map([['new', 7]]))).toEqual(['old']);
  });

  it('is not so while a grant is sealed with it', () => {
    expect(removable([replica('1', 'new')], new Map([['old', 1]]))).toEqual([]);
  });

  it('is not so while a replica seals with it', () => {
    expect(removable([replica('1', 'new'), replica('2', 'old')], new Map())).toEqual([]);
  });

  it('names a key that nobody holds any more, as long as something is sealed with it', () => {
    expect(keyUses([replica('1', 'new')], new Map([['lost', 3]])).keys).toContainEqual({
      keyId: 'lost',
      grants: 3,
      replicas: 0,
      sealing: 0,
      removable: false,
    });
  });
});
