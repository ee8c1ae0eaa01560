import { readFileSync } from 'node:fs';
import { createApiToken, createTenant, type ImportResult } from '@gong-timeline/contracts';
import { type System, startSystem } from '@gong-timeline/e2e';
import { GatewayClient } from '@gong-timeline/tools';
import { describeMachine, machineUsage } from '../sync/machine-usage';
import { ProcessWatch } from '../sync/watch-processes';
import { type BenchFile, companyLines, personLines, personTable } from './files';

const AIM_SECONDS = 30;

/**
 * `npm run bench:import -- [persons]`: persons into the directory through the gateway, as JSON lines and as CSV, new and
 * again without a change. Each format has a tenant of its own. PostgreSQL writes durably.
 */
async function main(): Promise<void> {
  const persons = Number(process.argv[2] ?? 100_000);
  const system = await startSystem({ companies: 'bench:1:1d:clean' });
  try {
    const formats = { 'JSON lines': personLines(persons), CSV: personTable(persons) };
    process.stdout.write(`${persons} persons, through the gateway; the aim is ${AIM_SECONDS} s.\n`);
    process.stdout.write('format      run        rows/s  seconds  app MB: rest peak  machine\n');
    for (const [format, file] of Object.entries(formats)) {
      const token = await tenantOf(system, format.toLowerCase().replace(' ', '-'));
      await send(system, token, 'companies', companyLines(persons), {});
      for (const [run, query] of [
        ['dry run', { dryRun: 'true' }],
        ['first', {}],
        ['unchanged', {}],
      ] as const) {
        const { result, seconds, restMb, peakMb, machine } = await measured(system, () =>
          send(system, token, 'persons', file, query),
        );
        check(result, run, persons);
        const cells = [
          format.padEnd(11),
          run.padEnd(10),
          (persons / seconds).toFixed(0).padStart(6),
          seconds.toFixed(1).padStart(8),
        ];
        process.stdout.write(
          `${cells.join(' ')} ${restMb.toFixed(0).padStart(13)} ${peakMb.toFixed(0).padStart(4)}  ${machine}\n`,
        );
      }
    }
  } finally {
    await system.stop();
  }
}

const tenantOf = async ({ stack }: System, tenantId: string): Promise<string> => {
  const operator = new GatewayClient(stack.publicUrl, readFileSync(stack.operatorTokenFile, 'utf8').trim());
  await operator.call(createTenant, { body: { tenantId, name: tenantId } });
  const body = { name: 'bench', role: 'admin', expiresInDays: 1 } as const;
  return (await operator.call(createApiToken, { params: { tenantId }, body })).token;
};

const send = async (
  { stack }: System,
  token: string,
  kind: 'companies' | 'persons',
  file: BenchFile,
  query: Record<string, string>,
): Promise<ImportResult> => {
  const answer = await fetch(`${stack.publicUrl}/api/directory/${kind}/import?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': file.contentType },
    body: ReadableStream.from(file.pieces()),
    duplex: 'half',
  } as RequestInit);
  if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as ImportResult;
};

const measured = async (system: System, work: () => Promise<ImportResult>) => {
  const app = system.stack.children.find(({ name }) => name === 'identity-resolution');
  const servers = Object.entries(system.stack.servers.pids).map(([name, pid]) => [name, pid ?? 0] as const);
  const watch = new ProcessWatch(new Map([['app', app?.pid ?? 0] as const, ...servers]));
  const before = machineUsage();
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const processes = watch.end();
  const cpuSeconds = processes.reduce((sum, each) => sum + each.cpuSeconds, 0);
  const { restMb = 0, peakMb = 0 } = processes.find(({ name }) => name === 'app') ?? {};
  return { result, seconds, restMb, peakMb, machine: describeMachine(before, machineUsage(), cpuSeconds) };
};

const check = ({ read, created, unchanged, rejected }: ImportResult, run: string, persons: number): void => {
  const done = run === 'unchanged' ? unchanged : created;
  if (read !== persons || done !== persons || rejected !== 0) {
    throw new Error(`${run}: ${JSON.stringify({ read, created, unchanged, rejected })} of ${persons}`);
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
