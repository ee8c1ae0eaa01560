import type { Job } from '@gong-timeline/contracts';
import type { BenchOptions } from './options';
import type { Watched } from './watch-processes';

interface Report {
  readonly options: BenchOptions;
  readonly jobs: readonly Job[];
  readonly samples: readonly { readonly at: number; readonly done: number }[];
  readonly began: number;
  readonly seconds: number;
  readonly processes: readonly Watched[];
  readonly copy: { readonly rows: number; readonly seconds: number };
  readonly stats: unknown;
  readonly machine: string;
}

const say = (line = '') => process.stdout.write(`${line}\n`);
const per = (rate: number) => `${Math.round(rate).toLocaleString('en')} calls/s`;

export function printReport(report: Report): void {
  const { jobs, seconds, processes, copy, options } = report;
  const read = jobs.reduce((sum, job) => sum + job.counts.read, 0);
  const done = jobs.reduce((sum, job) => sum + job.counts.read - missing(job), 0);
  say(
    `${read} calls of ${options.tenants} tenants, ${options.limited ? "Gong's limit on (3 requests/s a company)" : 'limit off'}`,
  );
  say(`statuses: ${[...new Set(jobs.map((job) => job.status))].join(', ')}; with an outcome: ${done}`);
  say();
  say(`over the whole   ${per(read / seconds)}  (${seconds.toFixed(1)} s, from Save to the last outcome)`);
  say(`once warm        ${per(warmRate(report))}  (the middle 80 % of the outcomes)`);
  if (options.limited) {
    say(`of Gong's limit  ${((warmRate(report) / (300 * options.tenants)) * 100).toFixed(1)} %  once under way`);
    say(`answers 429      ${countOf429(report.stats)}`);
  }
  say(
    `plain COPY       ${per(copy.rows / copy.seconds)} of the same Activities: ${(copy.rows / copy.seconds / (read / seconds)).toFixed(1)} times as fast`,
  );
  say();
  say('process               CPU s   CPU s per 1,000 calls   MB at rest   MB at peak   by quarter of the time');
  for (const each of processes) {
    say(
      `${each.name.padEnd(20)} ${each.cpuSeconds.toFixed(1).padStart(6)}   ${((each.cpuSeconds / read) * 1000).toFixed(3).padStart(21)}   ${each.restMb.toFixed(0).padStart(10)}   ${each.peakMb.toFixed(0).padStart(10)}   ${each.quarterMb.map((mb) => mb.toFixed(0).padStart(4)).join(' ')}`,
    );
  }
  const cpu = processes.reduce((sum, each) => sum + each.cpuSeconds, 0);
  say(`${'all'.padEnd(20)} ${cpu.toFixed(1).padStart(6)}   ${((cpu / read) * 1000).toFixed(3).padStart(21)}`);
  say();
  say(report.machine);
}

const missing = ({ counts }: Job): number =>
  counts.read - (counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed + counts.waiting);

/** From the sample at which a tenth was done to the one at which nine tenths were. */
function warmRate({ samples }: Report): number {
  const total = samples.at(-1)?.done ?? 0;
  const from = samples.find((sample) => sample.done >= total * 0.1);
  const to = samples.find((sample) => sample.done >= total * 0.9);
  return from && to && to.at > from.at ? ((to.done - from.done) / (to.at - from.at)) * 1000 : Number.NaN;
}

const countOf429 = (stats: unknown): number =>
  (JSON.stringify(stats).match(/"429":(\d+)/g) ?? []).reduce((sum, found) => sum + Number(found.split(':')[1]), 0);
