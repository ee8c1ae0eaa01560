import { Alert, Button, Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { toProblem } from '../../api/problem';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { useAddressFilters } from '../../filters/use-address-filters';
import { NotFound } from '../../frame/not-found';
import { PageHeader } from '../../frame/page-header';
import { counted } from '../../status/words';
import { CallStory } from '../call-story/call-story';
import { useOpenCall } from '../call-story/use-open-call';
import { triggerWords } from '../execution-log/trigger-words';
import { CALL_FILTERS } from './call-filters';
import { JobCalls } from './job-calls';
import { JobHead } from './job-head';
import { useJob, useLiveJob } from './queries';
import { Reasons } from './reasons';
import { useRetry } from './use-retry';

export const Page = () => {
  const { jobId = '' } = useParams();
  const { data: job, error, refetch } = useJob(jobId);
  const { values } = useAddressFilters(CALL_FILTERS);
  const retrying = useRetry(jobId);
  const call = useOpenCall();
  useLiveJob(jobId);
  if (error !== null && job === undefined) {
    // An address that was cut is no job's either.
    if ([404, 400].includes(toProblem(error).status)) return <NotFound />;
    return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  }
  if (job === undefined) return <Loading of="the job" heights={[28, 180, 240, 400]} />;
  const trouble = job.counts.failed + job.counts.waiting;
  return (
    <Stack gap={24} data-wide>
      <div>
        <PageHeader
          title={`${triggerWords(job.trigger, 'long')}${job.connectionName === null ? '' : ` of ${job.connectionName}`}`}
          about="What this job read, what became of each call, and what would fix the rest."
          actions={
            trouble > 0 &&
            !job.log.expired && (
              <Button
                loading={retrying.busy === 'all-that-failed-or-wait'}
                onClick={() => void retrying.retry('all-that-failed-or-wait')}
              >
                Retry {counted(trouble, 'call')}
              </Button>
            )
          }
        />
        <JobHead job={job} />
      </div>
      <Reasons job={job} chosen={values.code} retrying={retrying} />
      {job.log.expired ? (
        <Alert title="The calls of this job are no longer kept">
          The log has expired: logs are kept for 30 days. The counts above stay; a call that was read since then is in
          the log of a newer job.
        </Alert>
      ) : (
        <JobCalls job={job} retrying={retrying} onOpen={call.open} />
      )}
      <CallStory callId={call.callId} onClose={call.close} />
    </Stack>
  );
};
