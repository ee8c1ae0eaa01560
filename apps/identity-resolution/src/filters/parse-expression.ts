import { type Expression, joined } from './expression';

export type Parsed =
  | {
      readonly kind: 'expression';
      readonly expression: Expression;
      /** Each letter where it stands; positions are characters, the first is 1. */
      readonly letters: readonly { readonly letter: string; readonly position: number }[];
    }
  | { readonly kind: 'fault'; readonly position: number; readonly expected: string; readonly found: string };

/** S8: letters of conditions, AND before OR, parentheses, in any case. */
export const parseExpression = (text: string): Parsed => {
  const letters: { letter: string; position: number }[] = [];
  let group: Group = { parts: [[]], opened: null };
  let wantsOperand = true;
  for (const token of tokensOf(text)) {
    const fault = (expected: string): Parsed => ({
      kind: 'fault',
      position: token.position,
      expected,
      found: token.kind === 'end' ? 'the end' : `"${shortened(token.text)}"`,
    });
    const [and = []] = group.parts.slice(-1);
    if (wantsOperand) {
      if (token.kind === 'open') {
        group = { parts: [[]], opened: group };
      } else if (token.kind === 'letter') {
        and.push({ kind: 'letter', letter: token.text });
        letters.push({ letter: token.text, position: token.position });
        wantsOperand = false;
      } else {
        return fault('the letter of a condition or (');
      }
      continue;
    }
    if (token.kind === 'and' || token.kind === 'or') {
      if (token.kind === 'or') group.parts.push([]);
      wantsOperand = true;
    } else if (token.kind === 'close' && group.opened !== null) {
      const inner = whole(group);
      group = group.opened;
      group.parts.at(-1)?.push(inner);
    } else if (token.kind === 'end' && group.opened === null) {
      break;
    } else {
      return fault(group.opened === null ? 'AND, OR or the end' : 'AND, OR or )');
    }
  }
  return { kind: 'expression', expression: whole(group), letters };
};

/** What stands in one pair of parentheses: any of `parts`, each of which holds when all in it do. */
interface Group {
  readonly parts: Expression[][];
  readonly opened: Group | null;
}

const whole = ({ parts }: Group): Expression =>
  joined(
    'or',
    parts.map((and) => joined('and', and)),
  );

interface Token {
  readonly kind: 'letter' | 'and' | 'or' | 'open' | 'close' | 'end' | 'other';
  readonly text: string;
  readonly position: number;
}

const WORD_OR_SIGN = /\s+|[\p{L}\p{N}\p{M}_]+|./gsu;

function* tokensOf(text: string): Generator<Token> {
  let position = 1;
  for (const [word] of text.matchAll(WORD_OR_SIGN)) {
    if (word.trim() !== '') yield { ...tokenOf(word), position };
    // What is passed over is letters, parentheses and blanks: one unit of UTF-16 each, so units are characters.
    position += word.length;
  }
  yield { kind: 'end', text: '', position };
}

const tokenOf = (word: string): Pick<Token, 'kind' | 'text'> => {
  const text = /^[A-Za-z]+$/.test(word) ? word.toUpperCase() : word;
  if (text === '(') return { kind: 'open', text };
  if (text === ')') return { kind: 'close', text };
  if (text === 'AND') return { kind: 'and', text };
  if (text === 'OR') return { kind: 'or', text };
  return /^[A-Z]{1,2}$/.test(text) ? { kind: 'letter', text } : { kind: 'other', text: word };
};

const shortened = (word: string): string => {
  const characters = [...word];
  return characters.length <= 20 ? word : `${characters.slice(0, 20).join('')}…`;
};
