/**
 * What an expression over conditions says (S8). Parentheses are gone: no part of an `and` is an `and`, no part of an `or`
 * an `or`, and neither has fewer than two parts.
 */
export type Expression =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

export const joined = (kind: 'and' | 'or', parts: readonly Expression[]): Expression => {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat };
};

/** Null: not known yet. */
export type Truth = boolean | null;

/** An unknown counts only where the others leave the matter open. */
export const truthOf = (expression: Expression, ofLetter: (letter: string) => Truth): Truth => {
  if (expression.kind === 'letter') return ofLetter(expression.letter);
  const decisive = expression.kind === 'or';
  let truth: Truth = !decisive;
  for (const part of expression.parts) {
    const ofPart = truthOf(part, ofLetter);
    if (ofPart === decisive) return decisive;
    if (ofPart === null) truth = null;
  }
  return truth;
};
