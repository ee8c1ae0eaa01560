import type { Company } from '../directory/tenant-directory';

/** S14: the one candidate that is an ancestor of all others. None when two are: they are each other's parents. */
export const ancestorOfAll = (
  candidates: readonly string[],
  companies: ReadonlyMap<string, Company>,
): string | undefined => {
  const ancestors = new Map(candidates.map((gsid) => [gsid, ancestorsOf(gsid, companies)]));
  const heads = candidates.filter((head) =>
    candidates.every((other) => other === head || ancestors.get(other)?.has(head) === true),
  );
  return heads.length === 1 ? heads[0] : undefined;
};

/** Nearest first; ends where the directory's parents go round in a circle. */
export const ancestorsOf = (gsid: string, companies: ReadonlyMap<string, Company>): ReadonlySet<string> => {
  const found = new Set<string>();
  let next = companies.get(gsid)?.parentGsid ?? null;
  while (next !== null && !found.has(next)) {
    found.add(next);
    next = companies.get(next)?.parentGsid ?? null;
  }
  return found;
};
