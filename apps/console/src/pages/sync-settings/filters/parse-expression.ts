/** What an expression over letters says, or where it goes wrong. The API decides at Save by the same grammar (S8). */
export type Expression =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

export interface ExpressionFault {
  /** Where it begins and ends, in units of the text; at the end of the text both are its length. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
export type Parsed =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'fault'; readonly fault: ExpressionFault };

interface Token {
  readonly kind: 'letter' | 'and' | 'or' | 'open' | 'close' | 'end' | 'other';
  readonly text: string;
  readonly from: number;
}

const WORD_OR_SIGN = /\s+|[\p{L}\p{N}\p{M}_]+|./gsu;

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  for (const [word] of text.matchAll(WORD_OR_SIGN)) {
    if (word.trim() !== '') tokens.push({ kind: kindOf(word), text: word, from });
    from += word.length;
  }
  return [...tokens, { kind: 'end', text: '', from: text.length }];
};

const kindOf = (word: string): Token['kind'] => {
  const text = word.toUpperCase();
  if (text === '(') return 'open';
  if (text === ')') return 'close';
  if (text === 'AND') return 'and';
  if (text === 'OR') return 'or';
  return /^[A-Za-z]{1,2}$/.test(word) ? 'letter' : 'other';
};

/** AND before OR, parentheses, any case; each letter must be one of `letters`, and each of them must be named. */
export const parseExpression = (text: string, letters: readonly string[]): Parsed => {
  const tokens = tokensOf(text);
  const named = new Set<string>();
  let at = 0;
  const next = (): Token => tokens[at] as Token;
  const fail = (expected: string): never => {
    const { kind, text: found, from } = next();
    const message = `At character ${from + 1}: expected ${expected}, found ${kind === 'end' ? 'the end' : `“${found}”`}.`;
    throw new Fault({ from, to: from + found.length, message });
  };
  const either = (open: boolean): Expression => {
    const parts = [every(open)];
    while (next().kind === 'or') {
      at += 1;
      parts.push(every(open));
    }
    return joined('or', parts);
  };
  const every = (open: boolean): Expression => {
    const parts = [one(open)];
    while (next().kind === 'and') {
      at += 1;
      parts.push(one(open));
    }
    return joined('and', parts);
  };
  const one = (open: boolean): Expression => {
    const token = next();
    if (token.kind === 'open') {
      at += 1;
      const inner = either(true);
      if (next().kind !== 'close') fail('AND, OR or )');
      at += 1;
      return inner;
    }
    if (token.kind !== 'letter') return fail('the letter of a condition or (');
    const letter = token.text.toUpperCase();
    if (!letters.includes(letter)) throw new Fault(unknownLetter(token, letters));
    named.add(letter);
    at += 1;
    if (['letter', 'open', 'other'].includes(next().kind)) fail(open ? 'AND, OR or )' : 'AND, OR or the end');
    return { kind: 'letter', letter };
  };
  try {
    const expression = either(false);
    if (next().kind !== 'end') fail('AND, OR or the end');
    const left = letters.filter((letter) => !named.has(letter));
    if (left.length > 0) throw new Fault(notNamed(text, left));
    return { kind: 'expression', expression };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'fault', fault: error.fault };
    throw error;
  }
};

class Fault extends Error {
  constructor(readonly fault: ExpressionFault) {
    super(fault.message);
  }
}

const joined = (kind: 'and' | 'or', parts: readonly Expression[]): Expression => {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat };
};

const unknownLetter = ({ text, from }: Token, letters: readonly string[]): ExpressionFault => ({
  from,
  to: from + text.length,
  message: `At character ${from + 1}: there is no condition ${text.toUpperCase()}. There ${letters.length === 1 ? 'is' : 'are'} ${letters.join(', ')}.`,
});

/** Somebody who wrote a condition wants it to count. */
const notNamed = (text: string, left: readonly string[]): ExpressionFault => ({
  from: text.length,
  to: text.length,
  message: `It does not name ${left.join(', ')}. Name ${left.length === 1 ? 'it' : 'them'} here, or remove the ${left.length === 1 ? 'condition' : 'conditions'}.`,
});
