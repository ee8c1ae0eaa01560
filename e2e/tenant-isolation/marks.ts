import { CLASH } from './clash';

/** Ids, numbers of Gong, addresses. */
const PATTERNS = [
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  /(?<!\d)\d{15,20}(?!\d)/g,
  /(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}/g,
];
const inText = (text: string): string[] => PATTERNS.flatMap((pattern) => text.toLowerCase().match(pattern) ?? []);

/** What betrays a tenant to another: its word, which stands in every name of it, and all its ids and addresses. */
export class Marks {
  private readonly marks: ReadonlySet<string>;

  constructor(
    private readonly word: string,
    theirs: Readonly<Record<string, readonly string[]>>,
    others: Readonly<Record<string, readonly string[]>>,
  ) {
    const of = (rows: Readonly<Record<string, readonly string[]>>) => inText(Object.values(rows).flat().join('\n'));
    const known = new Set([...of(others), CLASH.email]);
    this.marks = new Set(of(theirs).filter((mark) => !known.has(mark)));
  }

  get size(): number {
    return this.marks.size;
  }

  /** What the answer tells that the question did not say already. */
  toldBy(answer: string, question: string): readonly string[] {
    const asked = question.toLowerCase();
    const text = answer.toLowerCase();
    const told = inText(text).filter((mark) => this.marks.has(mark) && !asked.includes(mark));
    const word = text.includes(this.word) && !asked.includes(this.word) ? [this.word] : [];
    return [...new Set([...word, ...told])];
  }
}
