import type { DeadLetter } from '@gong-timeline/messaging';

const LONGEST_VALUE = 2000;

/** One dead letter for an operator: what could not be taken, by whom, why, and how to find its job in the logs. */
export function describeDeadLetter(letter: DeadLetter, withValue: boolean): string {
  const lines = [
    letter.reference,
    `  ${letter.time}  ${letter.eventType ?? 'no event type'}  ${letter.attempts} ${letter.attempts === 1 ? 'attempt' : 'attempts'}`,
    `  ${letter.code}: ${letter.message}`,
    `  key ${printable(letter.key)}  event ${letter.eventId ?? '-'}  tenant ${letter.tenantId ?? '-'}  job ${letter.correlationId ?? '-'}  trace ${letter.traceparent ?? '-'}`,
  ];
  return [...lines, ...(withValue ? [`  ${shown(letter)}`] : []), ''].join('\n');
}

/** What a message holds may be anything: nothing of it reaches the terminal as a control sequence. */
const printable = (bytes: Buffer | null): string =>
  bytes === null ? '-' : bytes.toString('utf8').slice(0, LONGEST_VALUE).replaceAll(/\p{C}/gu, '\u{FFFD}');

const shown = ({ content, value }: DeadLetter): string =>
  content === 'withheld' ? '(what it held of a call is not kept)' : printable(value);
