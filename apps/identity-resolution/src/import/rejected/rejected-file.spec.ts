import { RejectedFile } from './rejected-file';

const bad = (text: string) => ({
  problem: { line: 7, field: 'name', value: 'a "b"', message: 'expected c' },
  again: (problem: string) => `${text}|${problem}\n`,
});

describe('the file of the rows that an import rejected (X4)', () => {
  it('begins with its head, once, and says of each row where it stood and what was expected', () => {
    const file = new RejectedFile('head\n');
    expect(file.add([])).toBeNull();
    expect(file.add([bad('x')])?.toString()).toBe('head\nx|line 7, name "a \\"b\\"": expected c\n');
    expect(file.add([bad('y')])?.toString()).toBe('y|line 7, name "a \\"b\\"": expected c\n');
    expect(file).toMatchObject({ rows: 2, complete: true });
  });

  it('holds whole rows up to its size, and says that there were more', () => {
    const one = bad('x');
    const size = Buffer.byteLength(one.again('line 7, name "a \\"b\\"": expected c'));
    const file = new RejectedFile('', 2 * size);
    expect(file.add([one, one, one])).toHaveLength(2 * size);
    expect(file).toMatchObject({ rows: 2, bytes: 2 * size, complete: false });
    expect(file.add([{ ...one, again: () => '' }])).toBeNull();
  });
});
