export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Values = Readonly<Record<string, unknown>> | null;

/** What an entry changed, name by name: those that are equal on both sides say nothing. */
export const changesOf = (before: Values, after: Values): readonly Change[] => {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const change = { name: inWords(name), before: said(before?.[name]), after: said(after?.[name]) };
    return change.before === change.after ? [] : [change];
  });
};

/** `lookBackDays` is `look back days` to people. */
const inWords = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

const said = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.map(String).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
