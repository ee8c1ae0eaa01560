import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm test`: every check and every suite, one after the other, none retried. A check counts as one; a suite counts its
// tests. Ends with `N passed, N failed` over all of them, and exits 1 when anything failed.
// `npm test -- unit int` runs only the steps of those names.
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');
const results = join(root, '.local', 'test-results');

const check = (name, ...command) => ({ name, command, suite: false });
const suite = (name, ...more) => ({
  name,
  command: [
    'npx',
    'jest',
    '--selectProjects',
    name,
    '--ci',
    '--json',
    `--outputFile=${join(results, `${name}.json`)}`,
    ...more,
  ],
  suite: true,
});

const STEPS = [
  check('format', 'npm', 'run', '-s', 'format:check'),
  check('lint', 'npm', 'run', '-s', 'lint'),
  check('types', 'npm', 'run', '-s', 'typecheck'),
  check('build', 'npm', 'run', '-s', 'build'),
  check('generated', 'npm', 'run', '-s', 'generated:check'),
  check('proto', 'npm', 'run', '-s', 'proto:check'),
  check('openapi', 'npm', 'run', '-s', 'openapi:lint'),
  suite('unit'),
  suite('stack', '--runInBand'),
  suite('int', '--maxWorkers=2', '--testTimeout=30000'),
  suite('e2e', '--runInBand'),
  suite('console', '--runInBand', '--testTimeout=60000'),
];

const run = ([program, ...args]) =>
  new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', CI: 'true' },
    });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });

function counted(name, code) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(join(results, `${name}.json`), 'utf8'),
    );
    // A spec file that does not even load runs no test: it counts as one failure of its own.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    const failed = numFailedTests + broken;
    return { passed: numPassedTests, failed: failed === 0 && (code !== 0 || numFailedTestSuites > 0) ? 1 : failed };
  } catch (error) {
    console.error(`${name}: no result was written (${error.message})`);
    return { passed: 0, failed: 1 };
  }
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
const lines = [];
for (const { name, command, suite: isSuite } of STEPS.filter(
  (step) => wanted.length === 0 || wanted.includes(step.name),
)) {
  console.log(`\n--- ${name}`);
  const began = Date.now();
  const code = await run(command);
  const { passed, failed } = isSuite ? counted(name, code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  total.passed += passed;
  total.failed += failed;
  lines.push(`${name.padEnd(10)} ${passed} passed, ${failed} failed  (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
