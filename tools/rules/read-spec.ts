import ts from 'typescript';

/** A test of a spec file with the names of the blocks around it, outermost first, its own last. */
export interface SpecTest {
  readonly path: readonly string[];
  /** How `it.each` fills its name in, row by row, where the rows can be read; else the name alone. */
  readonly names: readonly string[];
}

/** The tests of a spec, by the language's own parser: names in comments, in strings, or of what is skipped prove nothing. */
export function readSpec(file: string, text: string): SpecTest[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const tests: SpecTest[] = [];
  const visit = (node: ts.Node, path: readonly string[]): void => {
    const block = ts.isCallExpression(node) ? blockOf(node) : undefined;
    if (block === undefined) return ts.forEachChild(node, (child) => visit(child, path));
    if (block.skipped) return;
    if (block.kind === 'test') tests.push({ path: [...path, block.name], names: block.names });
    else for (const child of block.body) visit(child, [...path, block.name]);
  };
  visit(source, []);
  return tests;
}

interface Block {
  readonly kind: 'suite' | 'test';
  readonly name: string;
  readonly names: readonly string[];
  readonly skipped: boolean;
  readonly body: readonly ts.Node[];
}

const KINDS: Readonly<Record<string, Block['kind']>> = { describe: 'suite', it: 'test', test: 'test' };
const SKIPPING: ReadonlySet<string> = new Set(['skip', 'todo', 'failing']);

/** `describe(...)`, `it(...)`, `it.only(...)`, `it.each(rows)(...)`, `` it.each`table`(...) ``. */
function blockOf({ expression, arguments: [title, ...body] }: ts.CallExpression): Block | undefined {
  const called = wordsOf(expression);
  const kind = KINDS[called.words[0] ?? ''];
  if (kind === undefined || title === undefined) return undefined;
  // The inner call of it.each(rows)(name, ...): its argument is no name.
  if (called.words.includes('each') && !called.filled) return undefined;
  const name = textOf(title);
  const names = called.rows.length === 0 ? [name] : called.rows.map((row) => filledIn(name, row));
  return { kind, name, names, skipped: called.words.some((word) => SKIPPING.has(word)), body };
}

interface Called {
  readonly words: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly filled: boolean;
}

function wordsOf(expression: ts.Expression): Called {
  if (ts.isIdentifier(expression)) return { words: [expression.text], rows: [], filled: false };
  if (ts.isPropertyAccessExpression(expression)) {
    const of = wordsOf(expression.expression);
    return { ...of, words: [...of.words, expression.name.text] };
  }
  if (ts.isCallExpression(expression)) {
    return { ...wordsOf(expression.expression), rows: rowsOf(expression.arguments[0]), filled: true };
  }
  if (ts.isTaggedTemplateExpression(expression)) return { ...wordsOf(expression.tag), filled: true };
  return { words: [], rows: [], filled: false };
}

/** The texts in each row of a table that is written out in place; none when it is not. */
function rowsOf(table: ts.Expression | undefined): string[][] {
  if (table === undefined) return [];
  if (ts.isAsExpression(table) || ts.isSatisfiesExpression(table)) return rowsOf(table.expression);
  if (!ts.isArrayLiteralExpression(table)) return [];
  return table.elements.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements.map(textOf) : [textOf(row)]));
}

function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node)) return textOf(node.left) + textOf(node.right);
  return '…';
}

/** As jest does it, for placeholders by position. */
function filledIn(name: string, row: readonly string[]): string {
  let at = 0;
  return name.replaceAll(/%[sdifjop]/g, () => row[at++] ?? '…');
}
