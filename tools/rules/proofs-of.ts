import type { SpecTest } from './read-spec';
import type { Rule } from './rules';
import { rulesMentioned, rulesNamed } from './rules-named';

export interface Spec {
  readonly file: string;
  readonly tests: readonly SpecTest[];
}

/** A test, or a block with all its tests, that names a rule. */
export interface Proof {
  readonly file: string;
  /** The path to what names the rule. */
  readonly name: string;
  readonly tests: number;
}

export interface Proofs {
  readonly byRule: ReadonlyMap<string, readonly Proof[]>;
  /** Why docs/rules.md cannot stand, in words; none when all is well. */
  readonly faults: readonly string[];
}

/** What proves each rule. It is a fault when nothing proves a rule S, and when a test names a rule that does not exist. */
export const proofsOf = (rules: readonly Rule[], specs: readonly Spec[]): Proofs => {
  const byRule = new Map<string, Proof[]>(rules.map(({ id }) => [id, []]));
  const unknown = new Set<string>();
  for (const { file, tests } of specs) {
    const found = new Map<string, Proof & { rule: string }>();
    for (const { path, names } of tests) {
      for (const id of [...path, ...names].flatMap(rulesMentioned)) {
        if (!byRule.has(id)) unknown.add(`${file}: "${path.join(' > ')}" names ${id}, and there is no such rule`);
      }
      for (const { rule, name } of named(path, names)) {
        const key = `${rule} ${name}`;
        found.set(key, { rule, file, name, tests: (found.get(key)?.tests ?? 0) + 1 });
      }
    }
    for (const { rule, ...proof } of found.values()) byRule.get(rule)?.push(proof);
  }
  const unproven = rules
    .filter(({ id }) => id.startsWith('S') && byRule.get(id)?.length === 0)
    .map(({ id, sentence }) => `${id} has no spec: no test names it. (${sentence})`);
  return { byRule, faults: [...unproven, ...unknown] };
};

/** Each rule once: by the outermost block that names it, else by the test, else by the rows of its table. */
const named = (path: readonly string[], names: readonly string[]): { rule: string; name: string }[] => {
  const found = new Map<string, string>();
  const blocks = path.slice(0, -1);
  for (const depth of path.keys()) {
    const name = path.slice(0, depth + 1).join(' > ');
    for (const rule of rulesNamed(path[depth] ?? '')) if (!found.has(rule)) found.set(rule, name);
  }
  for (const name of names) {
    for (const rule of rulesNamed(name)) if (!found.has(rule)) found.set(rule, [...blocks, name].join(' > '));
  }
  return [...found].map(([rule, name]) => ({ rule, name }));
};
