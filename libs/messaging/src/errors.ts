/** Doing it again gives the same: straight to the dead letters, once the batch is bisected down to it. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';

  constructor(
    /** Stable, dotted, e.g. `company.malformed`. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Something we lean on is down: the partition pauses and backs off, nothing goes to the dead letters. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { retryAfterMs, ...options }: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}
