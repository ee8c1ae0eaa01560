import { missing, readGuide } from './read-guide';

const page = [
  '# A page',
  '## One',
  '```sh',
  'echo a',
  '```',
  'Words.',
  '```text',
  'a ...',
  '```',
  '## Two',
  '```sh',
  'b',
  '```',
].join('\n');

describe('how the commands of a page are read', () => {
  it('takes each with its heading and what it is said to print', () => {
    expect(readGuide(page)).toEqual([
      { heading: 'One', commands: 'echo a\n', expected: ['a ...'] },
      { heading: 'Two', commands: 'b\n', expected: [] },
    ]);
  });

  it('takes no block that would be left out unseen', () => {
    expect(() => readGuide('```bash\nls\n```')).toThrow('A block of bash');
  });

  it('misses what did not come, and what came in another order', () => {
    expect(missing(['a ... z', 'b'], 'a and z\nc\nb')).toEqual([]);
    expect(missing(['a ... z', 'b'], 'b\na and z')).toEqual(['b']);
    expect(missing(['a.c'], 'abc')).toEqual(['a.c']);
  });
});
