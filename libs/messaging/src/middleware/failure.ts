import { classifyDatabaseError } from '@gong-timeline/persistence';

/**
 * transient: pause the partition and try again for ever. too-slow: a smaller chunk may do. permanent: no use in trying
 * the same again. unknown: try a few times.
 */
export type FailureKind = 'transient' | 'too-slow' | 'permanent' | 'unknown';

/** `query_canceled`: also what statement_timeout ends with. */
const CANCELLED = '57014';

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly retryAfterMs?: unknown;
}

const read = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {}) as Failure;

/** What to do about an error of a handler, by its data: an error of another copy of a module counts the same. */
export function kindOf(error: unknown): FailureKind {
  const { name, code } = read(error);
  // A tenant that is gone: what is of it is set aside as a whole, by the ring around all.
  if (name === 'TransientError' || name === 'TenantGoneError') return 'transient';
  if (name === 'PermanentError') return 'permanent';
  if (name === 'DeadlineError' || code === CANCELLED) return 'too-slow';
  const database = classifyDatabaseError(error);
  // A value that the schema refuses may be the fault of what another transaction did in between: worth a second try.
  return database === 'transient' ? 'transient' : 'unknown';
}

/** Stable code for dead letters and metrics. */
export function codeOf(error: unknown): string {
  const { name, code } = read(error);
  if (typeof code === 'string' && code !== '') return /^[0-9A-Z]{5}$/.test(code) ? `database.${code}` : code;
  return name === 'DeadlineError' ? 'handler.too-slow' : 'handler.failed';
}

export function messageOf(error: unknown): string {
  const { message } = read(error);
  return typeof message === 'string' ? message : String(error);
}

export function retryAfterMsOf(error: unknown): number | null {
  const { retryAfterMs } = read(error);
  return typeof retryAfterMs === 'number' ? retryAfterMs : null;
}

/** The work of a chunk took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}
