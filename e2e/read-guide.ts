/** Commands of a page of the documentation, and what it says they print. */
export interface Step {
  readonly heading: string;
  readonly commands: string;
  /** Lines in their order, others may stand between; `...` stands for anything. Empty when the page shows none. */
  readonly expected: readonly string[];
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** Every `sh` block of a page, each with the `text` block that follows it. */
export function readGuide(markdown: string): readonly Step[] {
  const steps: { heading: string; commands: string; expected: readonly string[] }[] = [];
  for (const { 1: language, 2: text = '', index } of markdown.matchAll(FENCE)) {
    const last = steps.at(-1);
    if (language === 'sh') {
      const heading =
        markdown
          .slice(0, index)
          .match(/^## .*$/gm)
          ?.at(-1) ?? '';
      steps.push({ heading: heading.replace(/^## /, ''), commands: text, expected: [] });
    } else if (language === 'text' && last !== undefined) {
      last.expected = text.split('\n').filter((line) => line.trim() !== '');
    } else throw new Error(`A block of ${language}: commands are sh, what they print is text.`);
  }
  return steps;
}

const patternOf = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('...')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );

/** The lines that were expected and did not come, in their order. */
export function missing(expected: readonly string[], output: string): readonly string[] {
  const lines = output.split('\n');
  let from = 0;
  return expected.filter((line) => {
    const found = lines.findIndex((each, index) => index >= from && patternOf(line).test(each));
    if (found >= 0) from = found + 1;
    return found < 0;
  });
}
