import { isDeepStrictEqual } from 'node:util';

type Values = Readonly<Record<string, unknown>>;

export interface Changes {
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Of what was there before and after (null: nothing), only what differs. Null and absent are the same. */
export const changesOf = (before: Values | null, after: Values | null): Changes => {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const differ = names.filter((name) => !isDeepStrictEqual(before?.[name] ?? null, after?.[name] ?? null));
  const only = (values: Values | null) =>
    values === null ? null : Object.fromEntries(differ.map((name) => [name, values[name] ?? null]));
  return { before: only(before), after: only(after) };
};
