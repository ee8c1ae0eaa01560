import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** The ladder: each kind of project, and the kinds it may import. Read ARCHITECTURE.md, "The ladder of libs". */
const ladder = {
  'type:domain': [],
  'type:contracts': ['type:domain'],
  'type:persistence': ['type:domain', 'type:contracts'],
  'type:messaging': ['type:domain', 'type:contracts', 'type:persistence'],
  // What other teams install: the generated code stands on nothing of ours, and our servers speak by it, too.
  'type:client': [],
  'type:runtime': ['type:domain', 'type:contracts', 'type:persistence', 'type:messaging', 'type:client'],
  'type:stack': [],
  'type:testing': ['type:domain', 'type:contracts', 'type:persistence', 'type:messaging', 'type:runtime', 'type:stack'],
  'type:app': [
    'type:domain',
    'type:contracts',
    'type:persistence',
    'type:messaging',
    'type:client',
    'type:runtime',
    'type:testing',
  ],
  // Pages in a browser: what they know of us is generated from the OpenAPI document.
  'type:console': [],
  'type:tool': [
    'type:domain',
    'type:contracts',
    'type:persistence',
    'type:messaging',
    'type:client',
    'type:runtime',
    'type:testing',
    'type:stack',
    'type:tool',
  ],
};

const boundaries = (widen) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    allowCircularSelfDependency: true,
    depConstraints: Object.entries(ladder).map(([sourceTag, allowed]) => ({
      sourceTag,
      onlyDependOnLibsWithTags: widen(allowed),
    })),
  },
];
const forbid = (...patterns) => ['error', { patterns }];
const onlyIn = (where, group) => ({ group, message: `Only ${where} may import this.` });
const kafka = onlyIn('libs/messaging', ['kafkajs', 'kafkajs/**']);
const orm = onlyIn('libs/persistence and store/ folders', ['typeorm', 'typeorm/**', 'pg', 'pg/**']);
const sheet = onlyIn('the one writer of .xlsx files', ['exceljs', 'exceljs/**']);
const nest = onlyIn('libs/runtime, libs/messaging and apps', ['@nestjs/**']);
const tests = onlyIn('specs', ['@gong-timeline/testing', '@gong-timeline/testing/**']);
const ownCode = { group: ['@gong-timeline/*'], message: 'The console knows the API by its OpenAPI document alone.' };
const ours = {
  group: ['@gong-timeline/*'],
  message: 'The simulator imports nothing of ours: it exists to prove us wrong.',
};
const teams = {
  group: ['@gong-timeline/*', '!@gong-timeline/client'],
  message: 'Examples are what another team writes: they import nothing of ours but the client that we give away.',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      '.nx/**',
      '.local/**',
      'tools/lint/fixtures/**',
      'libs/client/src/generated/**',
      'apps/console/src/api/schema.ts',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: false } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries((allowed) => allowed),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-imports': forbid(kafka, orm, sheet, nest, tests),
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  { files: ['examples/**/*.ts'], rules: { 'no-restricted-imports': forbid(teams) } },
  // Who may import what the ladder keeps in one place. Each block repeats the list less what is allowed there.
  { files: ['libs/persistence/**/*.ts'], rules: { 'no-restricted-imports': forbid(kafka, sheet, nest, tests) } },
  { files: ['libs/messaging/**/*.ts'], rules: { 'no-restricted-imports': forbid(orm, sheet, tests) } },
  {
    files: ['libs/runtime/**/*.ts', 'apps/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(kafka, orm, sheet, tests) },
  },
  { files: ['apps/*/src/store/**/*.ts'], rules: { 'no-restricted-imports': forbid(kafka, sheet, tests) } },
  {
    files: ['apps/execution-log/src/workbook/write-workbook.ts'],
    rules: { 'no-restricted-imports': forbid(kafka, orm, tests) },
  },
  { files: ['apps/gong-simulator/**/*.ts'], rules: { 'no-restricted-imports': forbid(kafka, orm, sheet, nest, ours) } },
  {
    files: ['apps/console/**/*.ts', 'apps/console/**/*.tsx', 'apps/console/**/*.mts'],
    rules: { 'no-restricted-imports': forbid(kafka, orm, sheet, nest, ownCode) },
  },
  // Tools that vite runs: its configuration is a default export, and reads where the gateway is.
  {
    files: ['apps/console/vite.config.mts'],
    rules: { 'no-restricted-exports': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/contracts/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(kafka, orm, sheet, nest, tests) },
  },
  {
    files: [
      '**/config.ts',
      '**/*.spec.ts',
      'libs/testing/**/*.ts',
      'docker/local/**/*.ts',
      'tools/**/*.ts',
      'e2e/**/*.ts',
      'bench/**/*.ts',
      'examples/**/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: [
      '**/*.spec.ts',
      'apps/*/test/**/*.ts',
      'libs/testing/**/*.ts',
      'tools/**/*.ts',
      'e2e/**/*.ts',
      'bench/**/*.ts',
    ],
    ignores: ['apps/gong-simulator/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries((allowed) => [...allowed, 'type:testing', 'type:stack']) },
  },
);
