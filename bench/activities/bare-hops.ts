import { join } from 'node:path';
import { freePort } from '@gong-timeline/local-stack';
import { Child, findRoot, waitUntilReady } from '@gong-timeline/tools';
import { companyGsid } from './fill-timeline';
import { pagesOverHttp, type Surface } from './surfaces';
import type { BenchSystem } from './system';

/**
 * The page through two processes that do nothing but what two processes must: no caller is asked who it is, nothing is
 * checked, counted or logged. What a gateway and an owner in Node can cost at the least, on this machine.
 */
export async function throughBareHops(
  { applicationUrl, folder, pids }: BenchSystem,
  callers: number,
): Promise<Surface> {
  const ports = { owner: await freePort(), relay: await freePort() };
  const start = async (name: string, script: string, env: Record<string, string>, port: number): Promise<Child> => {
    const child = new Child({
      name,
      script: `dist/bench/activities/${script}.js`,
      root: findRoot(__dirname),
      logFile: join(folder, `${script}.log`),
      say: (line) => void process.stderr.write(`${line}\n`),
      env: { ...env, PORT: `${port}` },
    });
    child.start();
    await waitUntilReady(child, `http://127.0.0.1:${port}/${companyGsid(0)}`);
    pids[name] = child.pid as number;
    return child;
  };
  const owner = await start('bare owner', 'bare-owner', { DATABASE_URL: applicationUrl }, ports.owner);
  const relay = await start('bare relay', 'bare-relay', { OWNER_URL: `http://127.0.0.1:${ports.owner}` }, ports.relay);
  return pagesOverHttp('two hops', callers, {
    addressOf: (n) => `http://127.0.0.1:${ports.relay}/${companyGsid(n)}`,
    close: () => Promise.all([relay.stop(), owner.stop()]),
  });
}
