import { Progress, Stack, Text } from '@mantine/core';
import type { Job } from '../api/types';
import { COUNT_NAMES } from './words';

/** A job that runs (S33): calls done of calls expected, and the step it is at. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const done = COUNT_NAMES.reduce((total, count) => total + job.counts[count], 0);
  const expected = Math.max(job.callsExpected ?? 0, job.counts.read, done);
  const shown =
    expected === 0 ? 'starting' : `${done.toLocaleString('en-GB')} of about ${expected.toLocaleString('en-GB')}`;
  return (
    <Stack gap={4}>
      <Progress
        value={expected === 0 ? 0 : (100 * done) / expected}
        aria-label={`Calls done of ${job.connectionName ?? 'this job'}`}
      />
      <Text size="xs" c="dimmed">
        Running: {shown}
        {job.step === null ? '' : `, ${job.step}`}
      </Text>
    </Stack>
  );
};
