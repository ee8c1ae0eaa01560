import { describeKeys } from './describe-keys';

const key = (keyId: string, grants: number, replicas: number, sealing: number, removable = false) => ({
  keyId,
  grants,
  replicas,
  sealing,
  removable,
});

describe('what the operator is told of the keys', () => {
  it('is how many grants each seals, and when one can be removed', () => {
    expect(describeKeys({ replicas: 2, keys: [key('new', 7, 2, 2), key('old', 0, 2, 0, true)] })).toEqual([
      'new: 7 grants, held by 2 of 2 replicas, seals',
      'old: 0 grants, held by 2 of 2 replicas',
      'The key "old" can be taken out of TOKEN_KEYS now.',
    ]);
  });

  it('is that a key is missing somewhere, or everywhere', () => {
    const lines = describeKeys({ replicas: 2, keys: [key('new', 1, 1, 0), key('lost', 1, 0, 0)] });
    expect(lines).toContain('The key "new" is not held by every replica: give it to all of them.');
    expect(lines.join()).toContain('The key "lost" is held by nobody: put it back');
    expect(lines.join()).not.toContain('taken out');
  });
});
