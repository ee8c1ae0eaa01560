import { COUNT_NAMES, OUTCOME } from '../../status/words';
import type { OutcomeQuery } from './queries';

/** The filters as the address has them. `standing=now`: what waits or failed, by the newest outcome of each call. */
export const OUTCOME_FILTERS = { standing: 'text', count: 'list', code: 'list', from: 'text', to: 'text' } as const;

interface OutcomeFilters {
  readonly standing: string;
  readonly count: readonly string[];
  readonly code: readonly string[];
  readonly from: string;
  readonly to: string;
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** What the API is asked; an address that somebody wrote by hand asks no nonsense. */
export const outcomeQuery = ({ standing, from, to, ...asked }: OutcomeFilters, timeZone: string): OutcomeQuery => {
  const count = asked.count.filter((name) => (COUNT_NAMES as readonly string[]).includes(name));
  const code = asked.code.filter((name) => name in OUTCOME);
  const days = { ...(isDay(from) && { from }), ...(isDay(to) && (!isDay(from) || from <= to) && { to }) };
  return {
    ...(standing === 'now' && { standing: true }),
    ...(count.length > 0 && { count: count.join(',') }),
    ...(code.length > 0 && { code: code.join(',') }),
    ...days,
    ...(Object.keys(days).length > 0 && { timeZone }),
  };
};
