// How fast the simulator serves full calls: calls a second, and CPU seconds of its own process per 1,000 calls.
// node apps/gong-simulator/bench/serve.mjs [--calls 100000] [--clients 4] [--dist dist] [--flavour clean]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { resolve } from 'node:path';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
const wanted = Number(option('calls', '100000'));
const clients = Number(option('clients', '4'));
const flavour = option('flavour', 'clean');
const main = resolve(option('dist', 'dist'), 'apps/gong-simulator/src/main.js');
if (!existsSync(main)) {
  process.stderr.write(`${main} is missing: build first (npx nx build gong-simulator)\n`);
  process.exit(1);
}
if (!(wanted >= 1000 && wanted <= 2_000_000) || !(clients >= 1 && clients <= 16)) {
  process.stderr.write('--calls must be 1,000-2,000,000 and --clients 1-16\n');
  process.exit(1);
}

const child = spawn(process.execPath, [main], {
  env: {
    ...process.env,
    SIMULATOR_PORT: '0',
    SIMULATOR_COMPANIES: `bench:1000000:30d:${flavour}`,
    SIMULATOR_REQUESTS_PER_SECOND: '0',
    SIMULATOR_REQUESTS_PER_DAY: '0',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const agent = new Agent({ keepAlive: true, maxSockets: clients });

function ask(url, method, headers = {}, body = undefined) {
  return new Promise((done, fail) => {
    const outgoing = request(url, { method, agent, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => done({ status: answer.statusCode, body: Buffer.concat(chunks) }));
      answer.on('error', fail);
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

try {
  const { url } = JSON.parse(await new Promise((done) => child.stdout.once('data', done)));
  const stats = async () => JSON.parse((await ask(`${url}/simulator/stats`, 'GET')).body.toString());
  const pair = JSON.parse((await ask(`${url}/simulator/companies/bench/tokens`, 'POST')).body.toString());
  const selector = {
    context: 'Basic',
    exposedFields: {
      parties: true,
      content: {
        trackers: true,
        trackerOccurrences: true,
        brief: true,
        keyPoints: true,
        highlights: true,
        outline: true,
      },
    },
  };
  const headers = { authorization: `Bearer ${pair.access_token}`, 'content-type': 'application/json' };
  let served = 0;
  let bytes = 0;
  // The answers are not parsed: the cursor stands in the first few hundred characters.
  const client = async (until) => {
    let cursor;
    while (served < until) {
      const body = JSON.stringify({ filter: {}, contentSelector: selector, ...(cursor && { cursor }) });
      const answer = await ask(`${pair.api_base_url_for_customer}/v2/calls/extensive`, 'POST', headers, body);
      if (answer.status !== 200) throw new Error(`status ${answer.status}: ${answer.body.subarray(0, 200)}`);
      cursor = /"cursor":"([^"]+)"/.exec(answer.body.toString('latin1', 0, 1000))?.[1];
      served += 100;
      bytes += answer.body.length;
    }
  };
  await Promise.all(Array.from({ length: clients }, () => client(5000)));
  const [before, startedAt, servedBefore, bytesBefore] = [await stats(), performance.now(), served, bytes];
  await Promise.all(Array.from({ length: clients }, () => client(servedBefore + wanted)));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await stats();
  const calls = served - servedBefore;
  const cpu = after.cpuSeconds - before.cpuSeconds;
  process.stdout.write(
    [
      `calls served          ${calls} (${flavour}, full content, pages of 100, ${clients} clients)`,
      `calls/s               ${Math.round(calls / seconds)}`,
      `calls/s of one core   ${Math.round(calls / cpu)}`,
      `CPU s per 1,000 calls ${((cpu / calls) * 1000).toFixed(4)} (simulator process)`,
      `bytes per call        ${Math.round((bytes - bytesBefore) / calls)}`,
      `memory of simulator   ${Math.round(after.memory.rssBytes / 1_048_576)} MB`,
      '',
    ].join('\n'),
  );
} finally {
  agent.destroy();
  child.kill('SIGTERM');
}
