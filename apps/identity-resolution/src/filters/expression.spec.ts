import fc from 'fast-check';
import { type Truth, truthOf } from './expression';
import { anyExpression, written } from './fixtures/any-expression';

const LETTERS = ['A', 'B', 'C', 'D'];

/** Another statement of the rules: on the text itself, what is decided is written in until one letter is left. */
const rewrite = (text: string, truths: ReadonlyMap<string, boolean>): boolean => {
  let left = text
    .replaceAll(' AND ', '*')
    .replaceAll(' OR ', '+')
    .replaceAll(/[A-Z]/g, (letter) => (truths.get(letter) === true ? '1' : '0'));
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/([01])\*([01])/, (_, a: string, b: string) => (a === '1' && b === '1' ? '1' : '0'));
    if (before === left) left = left.replace(/\(([01])\)/, '$1');
    if (before === left)
      left = left.replace(/(?<!\*)([01])\+([01])(?!\*)/, (_, a: string, b: string) =>
        a === '1' || b === '1' ? '1' : '0',
      );
  }
  if (left !== '1' && left !== '0') throw new Error(`${text} ends as ${left}`);
  return left === '1';
};

const everyTruth = function* (letters: readonly string[]): Generator<Map<string, boolean>> {
  for (let bits = 0; bits < 2 ** letters.length; bits += 1) {
    yield new Map(letters.map((letter, n) => [letter, (bits & (2 ** n)) !== 0]));
  }
};

describe('whether an expression holds (S8)', () => {
  it('is as a second statement of its rules has it, for all truths of its letters', () => {
    fc.assert(
      fc.property(anyExpression(LETTERS), (expression) => {
        const text = written(expression);
        for (const truths of everyTruth(LETTERS)) {
          expect([text, truthOf(expression, (letter) => truths.get(letter) ?? null)]).toEqual([
            text,
            rewrite(text, truths),
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is not known exactly when what is not known yet could still decide it', () => {
    fc.assert(
      fc.property(anyExpression(LETTERS), fc.subarray(LETTERS), (expression, unknown) => {
        const text = written(expression);
        const settled = LETTERS.filter((letter) => !unknown.includes(letter));
        for (const known of everyTruth(settled)) {
          const outcomes = new Set([...everyTruth(unknown)].map((rest) => rewrite(text, new Map([...known, ...rest]))));
          const truth: Truth = truthOf(expression, (letter) => known.get(letter) ?? null);
          expect([text, truth]).toEqual([text, outcomes.size === 2 ? null : [...outcomes][0]]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
