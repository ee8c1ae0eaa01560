import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '../stack/find-root';

const root = findRoot(__dirname);
const rows = readFileSync(join(root, 'docs/asvs.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/asvs.md (X3)', () => {
  it('names each requirement once, by its number', () => {
    const numbers = rows.flatMap(([number = '']) => number.split(', '));
    expect(numbers.length).toBeGreaterThan(150);
    expect(numbers.filter((number) => !/^([1-9]|1[0-6])\.\d{1,2}\.\d{1,2}$/.test(number))).toEqual([]);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });

  it('says of each whether it is met', () => {
    expect(rows.filter(([, , state = '']) => !/^(met|partly|not)\b/.test(state))).toEqual([]);
  });

  it('shows each by tests or files that are there', () => {
    const shown = rows.map(
      ([number, , , proof = '']) => [number, [...proof.matchAll(/`([^`]+)`/g)].map(([, file]) => file)] as const,
    );
    expect(shown.filter(([, files]) => files.length === 0)).toEqual([]);
    const missing = shown
      .flatMap(([number, files]) => files.map((file) => `${number}: ${file}`))
      .filter((named) => !existsSync(join(root, named.split(': ')[1] ?? '')));
    expect(missing).toEqual([]);
  });
});
