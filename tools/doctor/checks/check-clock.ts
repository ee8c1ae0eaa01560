import type { Finding } from '@gong-timeline/runtime';

/** What a clock said, and when we asked and heard, both by ours. */
export interface ClockReading {
  readonly of: string;
  readonly theirs: Date;
  readonly askedAt: Date;
  readonly heardAt: Date;
  /** How coarse it is: the Date header of HTTP has whole seconds. */
  readonly coarseMs?: number;
}

/** Passes of our services, sign-in states and leases bear half a minute; slots of the sync and Gong's windows less well more. */
const WRONG_MS = 30_000;
const WARNING_MS = 5_000;

/** Half of the way there and back is what a reading may be off by itself. */
export const checkClock = ({ of, theirs, askedAt, heardAt, coarseMs = 0 }: ClockReading): Finding => {
  const middle = (askedAt.getTime() + heardAt.getTime()) / 2;
  const unsureMs = (heardAt.getTime() - askedAt.getTime()) / 2 + coarseMs;
  const skewMs = theirs.getTime() + coarseMs / 2 - middle;
  const surelyMs = Math.max(0, Math.abs(skewMs) - unsureMs);
  const level = surelyMs >= WRONG_MS ? 'wrong' : surelyMs >= WARNING_MS ? 'warning' : 'fine';
  const what = `the clock of ${of} is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs < 0 ? 'behind' : 'ahead of'} this one`;
  if (level === 'fine') return { check: 'clock', level, what };
  return {
    check: 'clock',
    level,
    what,
    means: 'Tokens, leases and sessions end too early or too late, and runs read the wrong window',
    todo: `Set both clocks by NTP (timedatectl status), first the one that differs from the others`,
  };
};
