import { Alert, Group, Paper, Stack, Text } from '@mantine/core';
import type { Job } from '../../api/types';
import { CopyId } from '../../ids/copy-id';
import { JobProgress } from '../../status/job-progress';
import { StatusBadge } from '../../status/status-badge';
import { Sum, SumBar } from '../../status/sum';
import { counted, JOB_STATUS } from '../../status/words';
import { durationWords } from '../../time/format-time';
import { Time } from '../../time/time';
import { jobPage } from '../execution-log/job-page';
import { LogDownload } from '../execution-log/log-download';
import { StopJob } from '../execution-log/stop-job';

/** How a job stands: its status, how long it took, its sum as a bar whose parts are filters, and its log. */
export const JobHead = ({ job }: { readonly job: Job }) => {
  const status = JOB_STATUS[job.status];
  return (
    <Paper>
      <Stack gap={12}>
        <Group justify="space-between" align="flex-start">
          <Group gap="8px 16px">
            <StatusBadge meaning={status.meaning}>{status.words}</StatusBadge>
            <Text>
              Started <Time at={job.startedAt} as="absolute" />
            </Text>
            {job.durationSeconds !== null && (
              <Text>
                {job.status === 'Running' ? 'Runs for' : 'Took'} {durationWords(job.durationSeconds)}
              </Text>
            )}
            <CopyId id={job.jobId} label="Job id" />
          </Group>
          <Group gap="8px 16px">
            <LogDownload job={job} as="button" />
            <StopJob job={job} as="button" />
          </Group>
        </Group>
        {job.status === 'Running' && <JobProgress job={job} />}
        <SumBar counts={job.counts} href={(count) => jobPage(job.jobId, count)} />
        <Sum counts={job.counts} href={(count) => jobPage(job.jobId, count)} />
        {job.window !== null && (
          <Text size="xs" c="dimmed">
            Read calls that started from <Time at={job.window.from} as="absolute" /> until{' '}
            <Time at={job.window.to} as="absolute" />
          </Text>
        )}
        {job.reason !== null && (
          <Alert
            title={job.status === 'Stopped' ? 'Why it stopped' : 'What happened'}
            styles={{
              root: { background: 'var(--meaning-failed-soft)' },
              title: { color: 'var(--meaning-failed-text)' },
            }}
          >
            <Text style={{ overflowWrap: 'anywhere' }}>{job.reason}</Text>
          </Alert>
        )}
        {job.lostOutcomes > 0 && (
          <Text c="dimmed">
            {counted(job.lostOutcomes, 'call')} of the failed ones {job.lostOutcomes === 1 ? 'has' : 'have'} no line of{' '}
            {job.lostOutcomes === 1 ? 'its' : 'their'} own below.
          </Text>
        )}
      </Stack>
    </Paper>
  );
};
