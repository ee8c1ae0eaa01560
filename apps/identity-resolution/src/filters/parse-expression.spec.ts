import fc from 'fast-check';
import { anyExpression, written } from './fixtures/any-expression';
import { parseExpression } from './parse-expression';

const treeOf = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.kind === 'expression' ? parsed.expression : parsed;
};
const letter = (name: string) => ({ kind: 'letter', letter: name });

describe('an expression over the letters of conditions (S8)', () => {
  it.each([
    ['A', letter('A')],
    ['A AND (B OR C)', { kind: 'and', parts: [letter('A'), { kind: 'or', parts: [letter('B'), letter('C')] }] }],
    ['A and b OR c', { kind: 'or', parts: [{ kind: 'and', parts: [letter('A'), letter('B')] }, letter('C')] }],
    ['a oR B aNd C', { kind: 'or', parts: [letter('A'), { kind: 'and', parts: [letter('B'), letter('C')] }] }],
    ['(A OR B)AND(C)', { kind: 'and', parts: [{ kind: 'or', parts: [letter('A'), letter('B')] }, letter('C')] }],
    ['  ((aa))\n', letter('AA')],
    ['A AND (B AND C)', { kind: 'and', parts: [letter('A'), letter('B'), letter('C')] }],
  ])('is read with AND before OR, in any case: %s', (text, tree) => {
    expect(treeOf(text)).toEqual(tree);
  });

  it('tells where each letter stands', () => {
    expect(parseExpression(' a OR(b AND A)')).toMatchObject({
      letters: [
        { letter: 'A', position: 2 },
        { letter: 'B', position: 7 },
        { letter: 'A', position: 13 },
      ],
    });
  });

  it.each([
    ['', 1, 'the letter of a condition or (', 'the end'],
    ['A AND', 6, 'the letter of a condition or (', 'the end'],
    ['A AND OR B', 7, 'the letter of a condition or (', '"OR"'],
    ['A B', 3, 'AND, OR or the end', '"B"'],
    ['A AND (B OR C', 14, 'AND, OR or )', 'the end'],
    ['(A B)', 4, 'AND, OR or )', '"B"'],
    ['A AND B)', 8, 'AND, OR or the end', '")"'],
    ['()', 2, 'the letter of a condition or (', '")"'],
    ['NOT A', 1, 'the letter of a condition or (', '"NOT"'],
    ['A && B', 3, 'AND, OR or the end', '"&"'],
    ['A AND 1', 7, 'the letter of a condition or (', '"1"'],
    ['A AND B1', 7, 'the letter of a condition or (', '"B1"'],
    ['A AND Ä', 7, 'the letter of a condition or (', '"Ä"'],
    ['A AND ß', 7, 'the letter of a condition or (', '"ß"'],
    ['A 😀😀', 3, 'AND, OR or the end', '"😀"'],
    ['(😀 A', 2, 'the letter of a condition or (', '"😀"'],
    ['A OR 😀', 6, 'the letter of a condition or (', '"😀"'],
    [`A AND ${'x'.repeat(40)}`, 7, 'the letter of a condition or (', `"${'x'.repeat(20)}…"`],
  ])('that does not parse is refused with the place of the fault: %s', (text, position, expected, found) => {
    expect(parseExpression(text)).toEqual({ kind: 'fault', position, expected, found });
  });

  it('counts characters as people see them in the place of the fault', () => {
    expect(parseExpression('A AND (B) 😀')).toMatchObject({ position: 11 });
    // An emoji is two units of UTF-16 and one character.
    expect(parseExpression('A\u{1F600} B')).toMatchObject({ position: 2 });
  });

  it('that was written from a tree is read as that tree', () => {
    fc.assert(
      fc.property(anyExpression(['A', 'B', 'C', 'AA', 'ZZ']), fc.boolean(), (expression, lower) => {
        const text = written(expression);
        expect(treeOf(lower ? text.toLowerCase() : text)).toEqual(expression);
      }),
      { numRuns: 500 },
    );
  });

  it('with parentheses around any part of it that is whole means the same', () => {
    fc.assert(
      fc.property(anyExpression(['A', 'B', 'C']), fc.nat(5), (expression, depth) => {
        expect(treeOf('('.repeat(depth) + written(expression) + ')'.repeat(depth))).toEqual(expression);
      }),
    );
  });

  it('of any text at all is either read or refused with a place in it, also when it nests deeply', () => {
    const pieces = fc.constantFrom('A', 'b', ' ', '(', ')', 'AND', ' or ', 'x1', '&', '😀', '\t');
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 50 }),
    );
    fc.assert(
      fc.property(text, (any) => {
        const parsed = parseExpression(any);
        if (parsed.kind === 'expression') return;
        expect(parsed.position).toBeGreaterThanOrEqual(1);
        expect(parsed.position).toBeLessThanOrEqual([...any].length + 1);
      }),
      { numRuns: 500 },
    );
    expect(treeOf(`${'('.repeat(1000)}A${')'.repeat(999)}`)).toMatchObject({ position: 2001, found: 'the end' });
    expect(treeOf(`${'('.repeat(999)}A${')'.repeat(999)}`)).toEqual(letter('A'));
  });
});
