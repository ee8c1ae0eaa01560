import type { Proof, Proofs } from './proofs-of';
import type { Rule } from './rules';

const HEADER = `# The rules, and what proves them

Generated from \`tools/rules/rules.ts\` and the names of the specs by \`npm run rules\`; the check fails when it is stale,
when a rule S has no spec, and when a spec names a rule that does not exist. Do not edit.
`;

/** docs/rules.md: each rule, its sentence, and the specs that name it, file by file. */
export function renderRules(rules: readonly Rule[], { byRule }: Proofs): string {
  const sections = [...new Set(rules.map(({ section }) => section))];
  return [
    HEADER,
    ...sections.flatMap((section) => [
      `## ${section}`,
      '',
      ...rules.filter((rule) => rule.section === section).flatMap((rule) => ruleOf(rule, byRule.get(rule.id) ?? [])),
    ]),
  ].join('\n');
}

const ruleOf = ({ id, sentence }: Rule, proofs: readonly Proof[]): string[] => {
  const files = [...new Set(proofs.map(({ file }) => file))].sort();
  return [
    `### ${id}`,
    '',
    sentence,
    '',
    ...(files.length === 0 ? ['- no spec yet'] : []),
    ...files.flatMap((file) => [
      `- [\`${file}\`](../${file})`,
      ...proofs.filter((proof) => proof.file === file).map(proofOf),
    ]),
    '',
  ];
};

const proofOf = ({ name, tests }: Proof): string => `  - ${inMarkdown(name)}${tests > 1 ? ` (${tests} tests)` : ''}`;

/** Names may hold what Markdown would read as its own. */
const inMarkdown = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`).replaceAll('\\>', '>');
