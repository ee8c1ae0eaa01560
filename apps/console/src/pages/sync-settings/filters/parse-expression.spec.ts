import { parseExpression } from './parse-expression';

const LETTERS = ['A', 'B', 'C'];
const letter = (name: string) => ({ kind: 'letter', letter: name });

describe('an expression over the letters of conditions (S8)', () => {
  it('puts AND before OR, in any case, and lets parentheses say otherwise', () => {
    expect(parseExpression('a or B and c', LETTERS)).toEqual({
      kind: 'expression',
      expression: { kind: 'or', parts: [letter('A'), { kind: 'and', parts: [letter('B'), letter('C')] }] },
    });
    expect(parseExpression('A AND (B OR C)', LETTERS)).toEqual({
      kind: 'expression',
      expression: { kind: 'and', parts: [letter('A'), { kind: 'or', parts: [letter('B'), letter('C')] }] },
    });
  });

  it.each([
    ['A B OR C', 2, 3, 'At character 3: expected AND, OR or the end, found “B”.'],
    ['A AND (B OR C', 13, 13, 'At character 14: expected AND, OR or ), found the end.'],
    ['A AND AND B', 6, 9, 'At character 7: expected the letter of a condition or (, found “AND”.'],
    ['A AND B)', 7, 8, 'At character 8: expected AND, OR or the end, found “)”.'],
    ['(A B)', 3, 4, 'At character 4: expected AND, OR or ), found “B”.'],
    ['A & B', 2, 3, 'At character 3: expected AND, OR or the end, found “&”.'],
    ['', 0, 0, 'At character 1: expected the letter of a condition or (, found the end.'],
    ['A AND D', 6, 7, 'At character 7: there is no condition D. There are A, B, C.'],
    ['A AND B', 7, 7, 'It does not name C. Name it here, or remove the condition.'],
  ])('says of %p where it goes wrong', (text, from, to, message) => {
    expect(parseExpression(text, LETTERS)).toEqual({ kind: 'fault', fault: { from, to, message } });
  });
});
