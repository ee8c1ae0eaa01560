const paths = require('./tsconfig.base.json').compilerOptions.paths;

/** openid-client and its kin are ESM only, which jest cannot load; everything else in node_modules is left as it is. */
const ESM_ONLY = '(openid-client|oauth4webapi|jose)';
const swc = ['@swc/jest', { ...require('./tools/swc-for-jest.cjs') }];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': swc, [`/node_modules/${ESM_ONLY}/.+\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!${ESM_ONLY}/)`],
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
    { ...base, displayName: 'unit', testRegex: '(?<!\\.(int|e2e|stack|console))\\.spec\\.ts$' },
    { ...withServers, displayName: 'int', testRegex: '\\.int\\.spec\\.ts$' },
    { ...base, displayName: 'stack', testRegex: '\\.stack\\.spec\\.ts$' },
    // End-to-end suites bring up the whole system, servers included: they kill them.
    { ...base, displayName: 'e2e', testRegex: '\\.e2e\\.spec\\.ts$' },
    // A browser at the built console, on one system for the whole suite.
    {
      ...base,
      displayName: 'console',
      testRegex: '\\.console\\.spec\\.ts$',
      globalSetup: '<rootDir>/e2e/console/jest-setup.cjs',
      globalTeardown: '<rootDir>/e2e/console/jest-teardown.cjs',
    },
  ],
};
