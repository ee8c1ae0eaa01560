import { describeMachine } from '../sync/machine-usage';
import type { Compared, Measured } from './compare';

const AIMS = { ratio: 2, p99Ms: 20 };

/** What a process does that has nothing to do with a page. */
const LEAST_CPU_MS = 0.06;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const verdict = (met: boolean): string => (met ? 'yes' : 'NO');

/** `ratios`: beside the statement, where both were driven as fast as they go. */
export function reportCompared(title: string, { surfaces, machine }: Compared, ratios: boolean): string {
  const bare = surfaces.find(({ name }) => name === 'bare SQL');
  return [
    title,
    ...surfaces.flatMap((each) => [
      `  ${timesOf(each)}`,
      ...(bare === undefined || each === bare ? [] : [`           ${aimsOf(each, bare, ratios)}`]),
      `           CPU a page: ${cpuOf(each)}`,
    ]),
    `  ${describeMachine(machine.from, machine.to, machine.oursSeconds)}`,
    '',
  ].join('\n');
}

const timesOf = ({ name, perSecond, p50Ms, p90Ms, p99Ms }: Measured): string =>
  `${name.padEnd(8)} ${perSecond.toFixed(0).padStart(5)}/s, p50 ${ms(p50Ms)}, p90 ${ms(p90Ms)}, p99 ${ms(p99Ms)}`;

const aimsOf = (each: Measured, bare: Measured, ratios: boolean): string => {
  const byMedian = each.p50Ms / bare.p50Ms;
  const byRate = bare.perSecond / each.perSecond;
  const within = `${byMedian.toFixed(2)} times the median of the bare statement`;
  return [
    ...(ratios
      ? [
          `${within} (aim: ${AIMS.ratio}) ${verdict(byMedian <= AIMS.ratio)}`,
          `its rate is ${byRate.toFixed(2)} times this one`,
        ]
      : [within]),
    `p99 (aim: ${AIMS.p99Ms} ms) ${verdict(each.p99Ms <= AIMS.p99Ms)}`,
  ].join('; ');
};

const cpuOf = ({ cpuMs }: Measured): string => {
  const all = [...cpuMs.values()].reduce((sum, each) => sum + each, 0);
  const spent = [...cpuMs].filter(([, each]) => each >= LEAST_CPU_MS);
  return `${spent.map(([name, each]) => `${name} ${each.toFixed(2)}`).join(', ')}; all ${all.toFixed(2)} ms`;
};
