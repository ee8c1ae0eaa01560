import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Job } from '../../api/types';
import { useJobEvents } from '../../api/use-job-events';

/** The jobs that run just now, live; one that ends brings what it changed onto the page. */
export const useRunningJobs = (): readonly Job[] => {
  const client = useQueryClient();
  const [running, setRunning] = useState<readonly Job[]>([]);
  const hear = useCallback(
    (job: Job): void => {
      const runs = job.status === 'Running';
      setRunning((before) => [...before.filter(({ jobId }) => jobId !== job.jobId), ...(runs ? [job] : [])]);
      if (runs) return;
      for (const queryKey of [['jobs'], ['activities'], ['sync-settings']]) void client.invalidateQueries({ queryKey });
    },
    [client],
  );
  const opened = useCallback((): void => {
    setRunning([]);
    void client.invalidateQueries({ queryKey: ['jobs'] });
  }, [client]);
  useJobEvents(hear, opened);
  return running;
};
