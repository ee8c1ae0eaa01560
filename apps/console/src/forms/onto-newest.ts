/**
 * What somebody typed, on top of what somebody else saved meanwhile: each field that was changed here stays as typed, each
 * other one is the newest.
 */
export const ontoNewest = <Values extends object>(seen: Values, typed: Values, newest: Values): Values => {
  const result = { ...newest };
  for (const key of Object.keys(typed) as (keyof Values)[]) {
    if (!same(seen[key], typed[key])) result[key] = typed[key];
  }
  return result;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
