import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';

// Reads [{ file, text }] from standard input, lints each text as if it stood in that file, prints the rules each breaks.
// A process of its own: ESLint's configuration is an ES module, which jest's module system cannot load.
const root = process.cwd();
const eslint = new ESLint({ cwd: root });
const answers = [];
for (const { file, text } of JSON.parse(readFileSync(0, 'utf8'))) {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  answers.push((result?.messages ?? []).map((message) => message.ruleId ?? message.message));
}
process.stdout.write(JSON.stringify(answers));
