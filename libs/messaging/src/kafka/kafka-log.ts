import { type LogEntry, logLevel } from 'kafkajs';
import { asField, type Log } from '../log';

/**
 * kafkajs calls these errors and goes on by itself: a broker that starts or moves. What it cannot get over reaches us
 * as an error of its own, so here they are warnings at most.
 */
const PASSING =
  /coordinator is (not available|loading)|not the correct coordinator|rebalanc|re-joining|leadership election|no leader|does not host this topic|Connection (error|timeout|closed)|Closed connection|Request timed out|Disconnected|Failed to (connect|send messages)|not aware of this member/i;

/** Known and answered for: see KafkaSender. */
const ANSWERED = /Limiting retries for the idempotent producer/;

/** The library's own lines, through our logger, at the level they deserve. */
export const kafkaLog =
  (log: Log) =>
  () =>
  ({
    level,
    namespace,
    log: { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields },
  }: LogEntry) => {
    const line = { kafka: namespace, ...withoutPayload(fields) };
    if (level === logLevel.DEBUG || level === logLevel.INFO || ANSWERED.test(message)) log.debug(line, message);
    else if (level === logLevel.WARN || PASSING.test(`${message} ${fields['error']}`)) log.warn(line, message);
    // Still not ours: whoever called kafkajs gets the error and decides what it means.
    else log.warn({ ...line, severity: 'kafkajs error' }, message);
  };

/** A request that failed may be logged whole by kafkajs: content must not reach the log. */
function withoutPayload({ payload: _payload, error, ...fields }: Record<string, unknown>): Record<string, unknown> {
  return error === undefined ? fields : { ...fields, error: error instanceof Error ? asField(error).message : error };
}
