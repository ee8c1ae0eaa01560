export type DatabaseErrorKind = 'transient' | 'permanent' | 'unknown';

/** SQLSTATE classes and codes that pass by themselves when the work is done again later. */
const TRANSIENT_SQLSTATE = [
  '08', // connection exception
  '40', // transaction rollback: serialization failure, deadlock
  '53', // insufficient resources
  '57', // operator intervention: shutdown, cancel, cannot connect now
  '58', // system error: I/O
  '25006', // read only transaction: a standby after a failover
  '55P03', // lock not available
] as const;

/** Faults of the statement or of what was given to it: doing it again gives the same. */
const PERMANENT_SQLSTATE = ['22', '23', '42', '0A', '21'] as const;

const TRANSIENT_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** node-postgres gives these no code at all. */
const TRANSIENT_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Client was closed|Cannot use a pool after|terminating connection)/;

interface Coded {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
  readonly cause?: unknown;
}

/** What to do about an error out of the database, by its data. `unknown`: it is not an error of the database. */
export function classifyDatabaseError(error: unknown): DatabaseErrorKind {
  const { code, message, driverError, cause } = (typeof error === 'object' && error !== null ? error : {}) as Coded;
  if (typeof code === 'string') {
    if (TRANSIENT_SOCKET.has(code)) return 'transient';
    if (/^[0-9A-Z]{5}$/.test(code)) {
      if (TRANSIENT_SQLSTATE.some((prefix) => code.startsWith(prefix))) return 'transient';
      if (PERMANENT_SQLSTATE.some((prefix) => code.startsWith(prefix))) return 'permanent';
    }
  }
  if (typeof message === 'string' && TRANSIENT_MESSAGE.test(message)) return 'transient';
  const inner = driverError ?? cause;
  return inner !== undefined && inner !== error ? classifyDatabaseError(inner) : 'unknown';
}
