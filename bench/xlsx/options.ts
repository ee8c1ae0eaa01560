import { parseArgs } from 'node:util';

export interface XlsxOptions {
  readonly rows: number;
  /** Downloads one after the other; the median counts. */
  readonly rounds: number;
  /** Where the last file stays, to be opened by another program. */
  readonly keep: string | null;
  /** Folder for a CPU profile of the service. */
  readonly profile: string | null;
  /** Options of node for the service, to try them out. */
  readonly nodeOptions: readonly string[];
}

export function readOptions(argv: readonly string[]): XlsxOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rows: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '3' },
      keep: { type: 'string' },
      profile: { type: 'string' },
      'node-option': { type: 'string', multiple: true, default: [] },
    },
  });
  const rows = Number(values.rows);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rows) || rows < 1_000 || rows > 5_000_000) {
    throw new Error('--rows is a whole number from 1000 to 5000000');
  }
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20)
    throw new Error('--rounds is a whole number from 1 to 20');
  return {
    rows,
    rounds,
    keep: values.keep ?? null,
    profile: values.profile ?? null,
    nodeOptions: values['node-option'],
  };
}
