const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The build's own .swcrc, less its paths: jest resolves those itself (moduleNameMapper). */
const swc = JSON.parse(readFileSync(join(__dirname, '..', '.swcrc'), 'utf8'));
delete swc.jsc.paths;
delete swc.jsc.baseUrl;
delete swc.$schema;
module.exports = { ...swc, swcrc: false };
