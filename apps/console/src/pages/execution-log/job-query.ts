/** The filters of the log as the address has them. */
export const LOG_FILTERS = {
  search: 'text',
  jobDate: 'text',
  from: 'text',
  to: 'text',
  status: 'list',
  connection: 'text',
} as const;

interface LogFilters {
  readonly jobDate: string;
  readonly from: string;
  readonly to: string;
  readonly status: readonly string[];
  readonly connection: string;
}

export const JOB_DATES = {
  today: 'Today',
  yesterday: 'Yesterday',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  'this-month': 'This month',
  'last-month': 'Last month',
} as const;
export type JobDate = keyof typeof JOB_DATES;

const isPreset = (text: string): text is JobDate => text in JOB_DATES;
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What the select says: a preset, a range of days, or any date. */
export const chosenDate = ({
  jobDate,
  from,
  to,
}: Pick<LogFilters, 'jobDate' | 'from' | 'to'>): JobDate | 'range' | '' => {
  if (from !== '' || to !== '' || jobDate === 'range') return 'range';
  return isPreset(jobDate) ? jobDate : '';
};

/** What the API is asked: days begin where the chosen zone has them; an address that somebody wrote by hand asks no nonsense. */
export const jobQuery = (filters: LogFilters, timeZone: string) => {
  const { status, connection, from, to } = filters;
  const chosen = chosenDate(filters);
  return {
    ...(chosen !== '' && chosen !== 'range' && { jobDate: chosen }),
    ...(chosen === 'range' && isDay(from) && { from }),
    ...(chosen === 'range' && isDay(to) && { to }),
    ...(status.length > 0 && { status: status.join(',') }),
    ...(connection !== '' && { connectionId: connection }),
    timeZone,
  };
};
