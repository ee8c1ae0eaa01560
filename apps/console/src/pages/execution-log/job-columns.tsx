import { Anchor, Stack, Text, Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { Job } from '../../api/types';
import { JobProgress } from '../../status/job-progress';
import { StatusBadge } from '../../status/status-badge';
import { COUNT_NAMES, COUNTS, type CountName, JOB_STATUS } from '../../status/words';
import type { Column } from '../../tables/column';
import { durationWords } from '../../time/format-time';
import { Time } from '../../time/time';
import { addsUp } from './adds-up';
import { jobPage } from './job-page';
import { LogDownload } from './log-download';
import { StopJob } from './stop-job';
import { triggerWords } from './trigger-words';

const CountLink = ({ job, count }: { readonly job: Job; readonly count: CountName | 'read' }) => {
  const number = job.counts[count];
  if (number === 0) {
    return (
      <Text span c="dimmed">
        0
      </Text>
    );
  }
  return (
    <Anchor component={Link} to={jobPage(job.jobId, count)} c="inherit" underline="hover">
      {number.toLocaleString('en-GB')}
    </Anchor>
  );
};

/** The check of S32 stands between what was read and what became of it. */
const Read = ({ job }: { readonly job: Job }) => (
  <span style={{ whiteSpace: 'nowrap' }}>
    <CountLink job={job} count="read" />
    {addsUp(job) === 'yes' && (
      <Text span c="dimmed" aria-label="is the sum of what follows">
        {' ='}
      </Text>
    )}
    {addsUp(job) === 'no' && (
      <Tooltip label="What became of these calls does not add up to what was read">
        <Text span c="var(--meaning-failed-text)" aria-label="is not the sum of what follows">
          {' ≠'}
        </Text>
      </Tooltip>
    )}
  </span>
);

export const jobColumns = (severalConnections: boolean): readonly Column<Job>[] => [
  {
    id: 'started',
    title: 'Started',
    main: true,
    cell: (job) => (
      <div>
        <Anchor component={Link} to={jobPage(job.jobId)}>
          {job.startedAt === null ? 'Waiting for its turn' : <Time at={job.startedAt} as="absolute" />}
        </Anchor>
        <Text size="xs" c="dimmed" fw={400} maw={200} truncate>
          {triggerWords(job.trigger)}
          {severalConnections && job.connectionName !== null && `, ${job.connectionName}`}
        </Text>
      </div>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    cell: (job) => (
      <Stack gap={4} miw={120} maw={200}>
        <span>
          <StatusBadge meaning={JOB_STATUS[job.status].meaning}>{JOB_STATUS[job.status].words}</StatusBadge>
        </span>
        {job.status === 'Running' && <JobProgress job={job} />}
      </Stack>
    ),
  },
  { id: 'read', title: 'Read', align: 'right', cell: (job) => <Read job={job} /> },
  ...COUNT_NAMES.map(
    (count): Column<Job> => ({
      id: count,
      title: COUNTS[count].words,
      align: 'right',
      cell: (job) => <CountLink job={job} count={count} />,
    }),
  ),
  {
    id: 'took',
    title: 'Took',
    align: 'right',
    cell: ({ durationSeconds }) => (
      <span style={{ whiteSpace: 'nowrap' }}>{durationSeconds === null ? '–' : durationWords(durationSeconds)}</span>
    ),
  },
  {
    id: 'log',
    title: 'Log',
    cell: (job) => (job.status === 'Running' ? <StopJob job={job} as="cell" /> : <LogDownload job={job} as="cell" />),
  },
];
