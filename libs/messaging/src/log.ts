/** What messaging needs of a logger; pino's is one. Secrets are redacted by the logger, not here. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** An error as a log field: name, message, code and the chain of causes, without what drivers hang on it. */
export function asField(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, message, code, type, stack, cause } = error as Error & { code?: unknown; type?: unknown };
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && cause !== error && { cause: asField(cause) }),
  };
}
