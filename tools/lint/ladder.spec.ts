import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** The rules that each text breaks when it stands in that file. */
function brokenRules(texts: readonly { file: string; text: string }[]): string[][] {
  const answer = execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    input: JSON.stringify(texts),
  });
  return JSON.parse(answer.toString('utf8')) as string[][];
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const IMPORTS = 'no-restricted-imports';

/** Where a thing may not stand, and where it may: each guard is seen failing, and seen letting the right thing pass. */
const guards: readonly { rule: string; why: string; text: string; wrong: string; right: string }[] = [
  {
    rule: BOUNDARY,
    why: 'domain imports nothing of ours',
    text: `import { EVENTS } from '@gong-timeline/contracts';\nconsole.log(EVENTS);\n`,
    wrong: 'libs/domain/src/wrong.ts',
    right: 'libs/messaging/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'contracts know no database',
    text: `import { Database } from '@gong-timeline/persistence';\nconsole.log(Database);\n`,
    wrong: 'libs/contracts/src/wrong.ts',
    right: 'libs/messaging/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'what other teams install stands on nothing of ours',
    text: `import { EVENTS } from '@gong-timeline/contracts';\nconsole.log(EVENTS);\n`,
    wrong: 'libs/client/src/wrong.ts',
    right: 'libs/runtime/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'persistence knows no Kafka',
    text: `import { on } from '@gong-timeline/messaging';\nconsole.log(on);\n`,
    wrong: 'libs/persistence/src/wrong.ts',
    right: 'libs/runtime/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'messaging does not know how a service runs',
    text: `import { runService } from '@gong-timeline/runtime';\nconsole.log(runService);\n`,
    wrong: 'libs/messaging/src/wrong.ts',
    right: 'apps/gateway/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'no app imports another',
    text: `import { config } from '../../gong-ingest/src/config';\nconsole.log(config);\n`,
    wrong: 'apps/gateway/src/wrong.ts',
    right: 'apps/gong-ingest/src/right.ts',
  },
  {
    rule: BOUNDARY,
    why: 'the console knows nothing of ours but what is generated',
    text: `import { OUTCOMES } from '@gong-timeline/domain';\nconsole.log(OUTCOMES);\n`,
    wrong: 'apps/console/src/wrong.ts',
    right: 'apps/gateway/src/right.ts',
  },
  {
    rule: IMPORTS,
    why: 'only messaging imports kafkajs',
    text: `import { Kafka } from 'kafkajs';\nconsole.log(Kafka);\n`,
    wrong: 'apps/gong-ingest/src/wrong.ts',
    right: 'libs/messaging/src/right.ts',
  },
  {
    rule: IMPORTS,
    why: 'SQL stands only in persistence and store/ folders',
    text: `import { DataSource } from 'typeorm';\nconsole.log(DataSource);\n`,
    wrong: 'apps/gong-ingest/src/wrong.ts',
    right: 'apps/gong-ingest/src/store/right.ts',
  },
  {
    rule: IMPORTS,
    why: 'only the workbook writer imports exceljs',
    text: `import { Workbook } from 'exceljs';\nconsole.log(Workbook);\n`,
    wrong: 'apps/execution-log/src/wrong.ts',
    right: 'apps/execution-log/src/workbook/write-workbook.ts',
  },
  {
    rule: IMPORTS,
    why: 'rules know no framework',
    text: `import { Injectable } from '@nestjs/common';\nconsole.log(Injectable);\n`,
    wrong: 'libs/domain/src/wrong.ts',
    right: 'apps/gateway/src/right.ts',
  },
  {
    rule: IMPORTS,
    why: 'only specs import the testing lib',
    text: `import { eventually } from '@gong-timeline/testing';\nconsole.log(eventually);\n`,
    wrong: 'apps/gateway/src/wrong.ts',
    right: 'apps/gateway/src/right.spec.ts',
  },
  {
    rule: IMPORTS,
    why: 'only specs import any part of it',
    text: `import { serveAlone } from '@gong-timeline/testing/service';\nconsole.log(serveAlone);\n`,
    wrong: 'apps/gateway/src/wrong.ts',
    right: 'apps/gateway/src/right.spec.ts',
  },
  {
    rule: IMPORTS,
    why: 'the simulator imports nothing of ours',
    text: `import { OUTCOMES } from '@gong-timeline/domain';\nconsole.log(OUTCOMES);\n`,
    wrong: 'apps/gong-simulator/src/wrong.ts',
    right: 'apps/gong-ingest/src/right.ts',
  },
  {
    rule: 'no-restricted-properties',
    why: 'only config.ts reads the environment',
    text: `console.log(process.env.HOME);\n`,
    wrong: 'apps/gateway/src/wrong.ts',
    right: 'apps/gateway/src/config.ts',
  },
  {
    rule: 'no-empty',
    why: 'nothing swallows an error',
    text: `try {\n  console.log(1);\n} catch {}\n`,
    wrong: 'apps/gateway/src/wrong.ts',
    right: 'tools/lint/fixtures/ignored.ts',
  },
];

describe('the ladder, as lint guards it', () => {
  let broken: string[][] = [];
  beforeAll(() => {
    // The rule reads Nx's project graph; asking Nx for its projects makes it.
    execFileSync(process.execPath, [join(root, 'node_modules/.bin/nx'), 'show', 'projects'], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    broken = brokenRules(
      guards.flatMap(({ text, wrong, right }) => [
        { file: wrong, text },
        { file: right, text },
      ]),
    );
  }, 120_000);

  test.each(guards.map((guard, at) => ({ ...guard, at })))('$why', ({ rule, at }) => {
    expect(broken[2 * at]).toContain(rule);
    expect(broken[2 * at + 1]).not.toContain(rule);
  });
});
