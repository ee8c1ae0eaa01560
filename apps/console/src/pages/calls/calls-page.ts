import type { CountName } from '../../status/words';

const CALLS = '/administration/timeline/integrations/execution-log/calls';

/** The rows behind a number of what waits or failed now, all of them or those with one code. */
export const callsNow = (count: CountName, code?: string): string =>
  `${CALLS}?standing=now&count=${count}${code === undefined ? '' : `&code=${code}`}`;

/** The rows behind a day: what became of the calls of its jobs. */
export const callsOfDay = (day: string, count?: CountName): string =>
  `${CALLS}?from=${day}&to=${day}${count === undefined ? '' : `&count=${count}`}`;
