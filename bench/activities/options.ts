import { parseArgs } from 'node:util';

export interface ActivitiesOptions {
  readonly activities: number;
  readonly callers: number;
  /** Of each turn: the statement, HTTP and gRPC take turns. */
  readonly seconds: number;
  readonly rounds: number;
  /** Where the processes leave CPU profiles; null: none. */
  readonly profile: string | null;
  /** Servers and Activities stay there for the next run; null: in a folder that is removed. */
  readonly data: string | null;
}

export function readOptions(argv: readonly string[]): ActivitiesOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      activities: { type: 'string', default: '1000000' },
      callers: { type: 'string', default: '32' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '5' },
      profile: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const whole = (name: 'activities' | 'callers' | 'seconds' | 'rounds', from: number, to: number): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new Error(`--${name} is a whole number from ${from} to ${to}`);
  };
  return {
    // Each company has a full page and one more.
    activities: whole('activities', 30_000, 5_000_000),
    callers: whole('callers', 1, 200),
    seconds: whole('seconds', 1, 120),
    rounds: whole('rounds', 1, 20),
    profile: values.profile ?? null,
    data: values.data ?? null,
  };
}
