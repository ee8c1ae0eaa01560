import { parseArgs } from 'node:util';

export interface ConsumerOptions {
  readonly events: number;
  /** Of each reader, in turn; the median counts. */
  readonly rounds: number;
}

export function readOptions(argv: readonly string[]): ConsumerOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { events: { type: 'string', default: '500000' }, rounds: { type: 'string', default: '5' } },
  });
  const events = Number(values.events);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(events) || events < 1_000 || events > 5_000_000) {
    throw new Error('--events is a whole number from 1000 to 5000000');
  }
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20)
    throw new Error('--rounds is a whole number from 1 to 20');
  return { events, rounds };
}
