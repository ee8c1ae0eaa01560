import type { Finding } from '@gong-timeline/runtime';

/** What PostgreSQL says of the role that an app works as. */
export interface RoleReading {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypassesRls: boolean;
  readonly createsRoles: boolean;
  /** Roles above row level security that it is a member of, at whatever remove. */
  readonly actsAs: readonly string[];
  /** Tables of the schema that it owns, itself or by another role. */
  readonly owns: readonly string[];
}

export interface TableReading {
  readonly table: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: number;
}

const MEANS = 'A mistake in one query shows one tenant what another one has';

export const checkRole = (schema: string, reading: RoleReading): Finding[] => {
  const { role, superuser, bypassesRls, createsRoles, actsAs, owns } = reading;
  const faults = [
    ...(superuser ? ['is a superuser'] : []),
    ...(bypassesRls ? ['has BYPASSRLS'] : []),
    ...(createsRoles ? ['may make roles'] : []),
    ...(actsAs.length > 0 ? [`may act as ${actsAs.join(', ')}`] : []),
    ...(owns.length > 0 ? [`owns ${owns.slice(0, 5).join(', ')}`] : []),
  ];
  if (faults.length === 0) return [{ check: 'database roles', level: 'fine', what: `${role} of ${schema}` }];
  return [
    {
      check: 'database roles',
      level: 'wrong',
      what: `the role ${role}, by which ${schema} is worked with, ${faults.join(', and ')}`,
      means: `Row level security does not hold it. ${MEANS}`,
      todo: 'npm run provision makes roles as they must be; name them in DATABASE_URL and DATABASE_OWNER_URL',
    },
  ];
};

/** `exempt`: tables that hold nothing of a tenant. */
export const checkIsolation = (
  schema: string,
  tables: readonly TableReading[],
  exempt: Readonly<Record<string, string>>,
): Finding[] => {
  const open = tables.filter(
    ({ table, enabled, forced, policies }) => !Object.hasOwn(exempt, table) && !(enabled && forced && policies > 0),
  );
  if (open.length === 0) {
    return [{ check: 'row level security', level: 'fine', what: `${schema}: forced on every table of tenants' data` }];
  }
  return [
    {
      check: 'row level security',
      level: 'wrong',
      what: `${schema}: not forced on ${open.map(({ table }) => table).join(', ')}`,
      means: MEANS,
      todo: 'Run the migrations of this version (start once with DATABASE_OWNER_URL); somebody may have switched it off by hand',
    },
  ];
};

export const checkMigrations = (schema: string, known: readonly string[], run: readonly string[]): Finding[] => {
  const pending = known.filter((name) => !run.includes(name));
  const unknown = run.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return [
      {
        check: 'migrations',
        level: 'wrong',
        what: `${schema} has run ${unknown.join(', ')}, which this version does not know`,
        means: 'The database is newer than the programs here; they may read it wrongly',
        todo: 'Run the newer version, or restore the copy of the database from before it',
      },
    ];
  }
  if (pending.length === 0)
    return [{ check: 'migrations', level: 'fine', what: `${schema}: all ${known.length} have run` }];
  return [
    {
      check: 'migrations',
      level: 'wrong',
      what: `${schema} lacks ${pending.join(', ')}`,
      means: 'The service does not start, or is not ready',
      todo: 'Start it once with DATABASE_OWNER_URL set',
    },
  ];
};
