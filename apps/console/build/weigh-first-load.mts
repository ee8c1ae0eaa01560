import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** What a first visit may load of script before anything shows, in bytes, compressed by gzip (brotli is smaller). */
const LIMIT_BYTES = 300_000;

/** Prints what the first load weighs, and fails the build when it is over the limit. */
export const weighFirstLoad = (): Plugin => ({
  name: 'weigh-first-load',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file): file is Rollup.OutputChunk => file.type === 'chunk');
    const first = new Set<string>();
    const take = (name: string): void => {
      if (first.has(name)) return;
      first.add(name);
      for (const needed of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) take(needed);
    };
    for (const chunk of chunks.filter((each) => each.isEntry)) take(chunk.fileName);
    const weights = chunks.map((chunk) => ({ name: chunk.fileName, bytes: gzipSync(chunk.code).length }));
    const sum = weights.filter(({ name }) => first.has(name)).reduce((total, { bytes }) => total + bytes, 0);
    const later = weights.filter(({ name }) => !first.has(name)).reduce((total, { bytes }) => total + bytes, 0);
    const said = `console: first load ${kilobytes(sum)} of script compressed, limit ${kilobytes(LIMIT_BYTES)}; pages when opened ${kilobytes(later)}`;
    if (sum > LIMIT_BYTES) this.error(`${said}. Load what a page alone needs with the page.`);
    process.stdout.write(`${said}\n`);
  },
});

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
