/** Runs a TypeScript file as a process of its own, without a build: `node run-typescript.cjs <file.ts> [arguments]`. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const options = require('./swc-for-jest.cjs');

const root = join(__dirname, '..');
const { paths } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolveFilename(request in paths ? join(root, paths[request][0]) : request, ...rest);

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, sourceMaps: 'inline', filename });
  module._compile(code, filename);
};

require(resolve(process.argv[2]));
