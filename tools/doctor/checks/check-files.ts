import { existsSync, statfsSync, statSync } from 'node:fs';
import type { Finding } from '@gong-timeline/runtime';

const GIB = 1024 ** 3;

export const checkDisk = (place: string, freeBytes: number, allBytes: number): Finding => {
  const check = 'disk';
  const share = freeBytes / allBytes;
  const what = `${place}: ${(freeBytes / GIB).toFixed(1)} GiB free of ${(allBytes / GIB).toFixed(1)}`;
  if (share >= 0.1 && freeBytes >= 2 * GIB) return { check, level: 'fine', what };
  return {
    check,
    level: share < 0.03 || freeBytes < GIB / 2 ? 'wrong' : 'warning',
    what,
    means: 'PostgreSQL and Kafka stop when it is full, and nothing is taken until there is room',
    todo: 'Make room, or give it a larger disk',
  };
};

export const diskOf = (place: string): Finding => {
  const { bavail, blocks, bsize } = statfsSync(place);
  return checkDisk(place, bavail * bsize, blocks * bsize);
};

/** A file of secrets: there, and nobody else's to read. */
export const checkSecretFile = (what: string, path: string): Finding => {
  const check = 'files';
  if (!existsSync(path)) {
    return {
      check,
      level: 'warning',
      what: `there is no ${what} at ${path}`,
      means: 'It is written at the first start, or somebody has moved it',
      todo: 'Start once, or put it back',
    };
  }
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) === 0) return { check, level: 'fine', what: `${what}: readable by its owner only` };
  return {
    check,
    level: 'wrong',
    what: `${what} at ${path} has the mode ${mode.toString(8)}: others on this machine may read it`,
    means: 'Whoever has it may act by it',
    todo: `chmod 600 ${path}, then replace it: it may have been read`,
  };
};
