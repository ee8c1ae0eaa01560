import { type LogEntry, logLevel } from 'kafkajs';
import { asField, type Log } from '../log';

/**
 * kafkajs calls some of these errors, and they are the course of things: a broker that starts, a group that shares its
 * partitions out anew, a producer whose retries we bound (KafkaSender answers for that).
 */
const ORDINARY =
  /coordinator is (not available|loading)|not the correct coordinator|rebalanc|re-joining|leadership election|not aware of this member|Limiting retries for the idempotent producer/i;

/**
 * The library's own lines, at the level they deserve: never as errors. What kafkajs does not get over by itself reaches
 * whoever called it, and that one knows what it means.
 */
export const kafkaLog =
  (log: Log) =>
  () =>
  ({
    level,
    namespace,
    log: { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields },
  }: LogEntry): void => {
    const line = { kafka: namespace, ...withoutPayload(fields) };
    const isOrdinary = level === logLevel.DEBUG || level === logLevel.INFO || ORDINARY.test(`${message} ${line.error}`);
    if (isOrdinary) log.debug(line, message);
    else log.warn(line, message);
  };

/** kafkajs may log the request that failed: content must not reach the log. */
function withoutPayload({ payload: _payload, error, ...fields }: Record<string, unknown>): Record<string, unknown> & {
  error?: unknown;
} {
  if (error === undefined) return fields;
  return { ...fields, error: error instanceof Error ? asField(error)['message'] : error };
}
