import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client';
import type { Job } from '../../api/types';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { notify } from '../../feedback/notify';
import { counted } from '../../status/words';

interface StopJobProps {
  readonly job: Job;
  /** `cell`: in a table, small. */
  readonly as: 'cell' | 'button';
}

/** Stops a job that runs, once somebody has read what that does; until it has ended, it says that it is stopping. */
export const StopJob = ({ job, as }: StopJobProps) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [stopping, setStopping] = useState(false);
  if (job.status !== 'Running') return null;
  const what = job.trigger === 'retry' ? 'retry' : 'sync';
  const stop = async (): Promise<void> => {
    const { state } = await dataOf(api.POST('/api/jobs/{jobId}/stop', { params: { path: { jobId: job.jobId } } }));
    setStopping(state === 'stopping');
    if (state === 'ended') notify(`This ${what} reads nothing more`, 'The last of its calls are being decided.');
    await client.invalidateQueries({ queryKey: ['jobs'] });
    await client.invalidateQueries({ queryKey: ['job', job.jobId] });
  };
  return (
    <>
      <Button
        variant={as === 'cell' ? 'subtle' : 'default'}
        size={as === 'cell' ? 'compact-sm' : 'sm'}
        ml={as === 'cell' ? -8 : 0}
        disabled={stopping}
        onClick={() => setAsking(true)}
        aria-label={as === 'cell' ? `${stopping ? 'Stopping' : 'Stop'} the job ${job.jobId}` : undefined}
      >
        {stopping ? 'Stopping …' : 'Stop'}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Stop this ${what}?`}
        consequences={[
          `It reads nothing more. ${whatStays(job.counts.read)}`,
          what === 'retry'
            ? 'Calls that it has not tried again wait for the next sync, or until you retry them.'
            : 'The next sync reads what this one has not read.',
        ]}
        confirm={`Stop ${what}`}
        destructive={false}
        onConfirm={stop}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const whatStays = (read: number): string => {
  if (read === 0) return 'What is on the Timeline stays.';
  return `The ${counted(read, 'call')} that it has read ${read === 1 ? 'is' : 'are'} seen through; what is on the Timeline stays.`;
};
