const paths = require('./tsconfig.base.json').compilerOptions.paths;

/** jose and its kin are ESM only; everything else in node_modules is left as it is. */
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { ...require('./tools/swc-for-jest.cjs') }] },
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file.replace('./', '')}`]),
  ),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '<rootDir>/.nx/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tools/lint/fixtures/'],
};
const withServers = {
  ...base,
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
};

module.exports = {
  projects: [
    { ...base, displayName: 'unit', testRegex: '(?<!\\.(int|e2e|stack))\\.spec\\.ts$' },
    { ...withServers, displayName: 'int', testRegex: '\\.int\\.spec\\.ts$' },
    { ...base, displayName: 'stack', testRegex: '\\.stack\\.spec\\.ts$' },
    // End-to-end suites bring up the whole system, servers included: they kill them.
    { ...base, displayName: 'e2e', testRegex: '\\.e2e\\.spec\\.ts$' },
  ],
};
