import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly calls: number;
  readonly tenants: number;
  /** Gong's own 3 requests a second, in place of none. */
  readonly limited: boolean;
  /** Folder for a CPU profile of each service, written when it stops. */
  readonly profile: string | null;
  /** Options of node for each service, to try them out. */
  readonly nodeOptions: readonly string[];
}

export function readOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      calls: { type: 'string', default: '20000' },
      tenants: { type: 'string', default: '4' },
      limited: { type: 'boolean', default: false },
      profile: { type: 'string' },
      'node-option': { type: 'string', multiple: true, default: [] },
    },
  });
  const calls = Number(values.calls);
  const tenants = Number(values.tenants);
  if (!Number.isInteger(calls) || calls < 100 || calls > 2_000_000)
    throw new Error('--calls is a whole number from 100 to 2000000');
  if (!Number.isInteger(tenants) || tenants < 1 || tenants > 20)
    throw new Error('--tenants is a whole number from 1 to 20');
  return {
    calls,
    tenants,
    limited: values.limited,
    profile: values.profile ?? null,
    nodeOptions: values['node-option'],
  };
}
