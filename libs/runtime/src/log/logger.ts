import { type Bindings, type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { redact, redactText } from './redact';
import { requestScope } from './request-scope';
import { standardOutput } from './standard-output';

export type Logger = PinoLogger;

/** Injection token of the app's logger. */
export const LOGGER = Symbol('LOGGER');

/**
 * JSON lines. Secrets are taken out here, not where something is logged: by key in every object, and by shape in the
 * finished line, whatever it came from.
 */
export const createLogger = (
  options: {
    readonly app: string;
    readonly level: string;
    readonly instance?: string | undefined;
    /** What the process was configured with (`secretsOf`). */
    readonly secrets?: readonly string[];
  },
  destination: DestinationStream = standardOutput(),
): Logger => {
  const logger = pino(
    {
      level: options.level,
      base: { app: options.app, ...(options.instance === undefined ? {} : { instance: options.instance }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      errorKey: 'err',
      // Errors are plain objects by then.
      serializers: { err: (error: unknown) => error },
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      mixin: () => requestScope.getStore() ?? {},
      hooks: { streamWrite: (line) => redactText(line, options.secrets) },
    },
    destination,
  );
  // pino formats the bindings of a child by no formatter of its parent's; children inherit this method.
  const { child } = logger;
  logger.child = function (this: Logger, bindings, options) {
    return child.call(this, redact(bindings) as Bindings, options) as never;
  };
  return logger;
};
