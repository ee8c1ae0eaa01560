import { chooseSealingKey } from './choose-sealing-key';

describe('the key that seals', () => {
  it.each<[string, string[], string[][], string]>([
    ['the first, when nobody else runs', ['new', 'old'], [], 'new'],
    ['the first, when all hold it', ['new', 'old'], [['new', 'old'], ['new']], 'new'],
    ['the one that all hold, while one replica has not got the new one yet', ['new', 'old'], [['old']], 'old'],
    ['the first, when there is none that all hold', ['new'], [['old']], 'new'],
    ['the newest of those that all hold', ['new', 'middle', 'old'], [['old', 'middle']], 'middle'],
  ])('is %s', (_what, listed, holders, expected) => {
    expect(chooseSealingKey(listed, holders)).toBe(expected);
  });
});
