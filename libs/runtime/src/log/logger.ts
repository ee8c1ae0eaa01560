import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { redact, redactText } from './redact';
import { requestScope } from './request-scope';

export type Logger = PinoLogger;

/** Injection token of the app's logger. */
export const LOGGER = Symbol('LOGGER');

/**
 * JSON lines. Secrets are taken out here, not where something is logged: by key in every object, and by shape in the
 * finished line, whatever it came from.
 */
export const createLogger = (
  options: { readonly app: string; readonly level: string; readonly instance?: string | undefined },
  destination: DestinationStream = pino.destination({ fd: 1, sync: false, minLength: 0 }),
): Logger =>
  pino(
    {
      level: options.level,
      base: { app: options.app, ...(options.instance === undefined ? {} : { instance: options.instance }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      errorKey: 'err',
      serializers: {},
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => redact(fields) as Record<string, unknown>,
        bindings: (fields) => redact(fields) as Record<string, unknown>,
      },
      mixin: () => requestScope.getStore() ?? {},
      hooks: { streamWrite: redactText },
    },
    destination,
  );
