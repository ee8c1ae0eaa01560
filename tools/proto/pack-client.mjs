import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm run client:pack`: what other teams install, as .local/gong-timeline-client-<version>.tgz.
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');
const [from, to] = [join(root, 'libs', 'client'), join(root, '.local', 'client')];

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', join(from, 'tsconfig.package.json')], {
  stdio: 'inherit',
});
for (const file of ['package.json', 'README.md']) cpSync(join(from, file), join(to, file));
cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'));
execFileSync('npm', ['pack', '--silent', '--pack-destination', join(root, '.local')], { cwd: to, stdio: 'inherit' });
