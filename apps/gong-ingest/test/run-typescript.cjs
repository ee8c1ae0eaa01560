/** Runs a TypeScript file as a process of its own, without a build: `node run-typescript.cjs <file.ts>`. */
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const options = require('../../../tools/swc-for-jest.cjs');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, sourceMaps: 'inline', filename });
  module._compile(code, filename);
};

require(resolve(process.argv[2]));
