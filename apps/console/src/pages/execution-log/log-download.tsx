import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import type { Job } from '../../api/types';
import { notifyProblem } from '../../feedback/notify';
import { Time } from '../../time/time';
import { useTimeZone } from '../../time/time-zone';
import { useNow } from '../../time/use-now';
import { logLife } from './log-life';
import { saveFile } from './save-file';

interface LogDownloadProps {
  readonly job: Job;
  /** `cell`: in a table, in two short lines. */
  readonly as: 'cell' | 'button';
}

/** The log of a job as .xlsx, until when it can be had, or that it has expired (S31). */
export const LogDownload = ({ job, as }: LogDownloadProps) => {
  const client = useQueryClient();
  const now = useNow();
  const { zone } = useTimeZone();
  const [loading, setLoading] = useState(false);
  const life = logLife(job.log, now);
  if (life.state === 'not-ready') {
    return (
      <Text size="xs" c="dimmed">
        {as === 'cell' ? 'When it ends' : 'The log can be downloaded when the job ends.'}
      </Text>
    );
  }
  if (life.state === 'expired') {
    return (
      <Text size="xs" c="dimmed">
        {as === 'cell' ? 'Expired' : 'The log has expired: logs are kept for 30 days. The counts stay.'}
      </Text>
    );
  }
  const download = async (): Promise<void> => {
    setLoading(true);
    try {
      const path = { jobId: job.jobId };
      const { data } = await api.GET('/api/jobs/{jobId}/log.xlsx', {
        params: { path, query: { timeZone: zone } },
        parseAs: 'blob',
      });
      saveFile(data as unknown as Blob, `gong-timeline-job-${job.jobId}.xlsx`);
    } catch (error) {
      notifyProblem(error);
      // It may have expired since the page was loaded: then it says so in its place, too.
      await client.invalidateQueries({ queryKey: ['jobs'] });
      await client.invalidateQueries({ queryKey: ['job', job.jobId] });
    } finally {
      setLoading(false);
    }
  };
  return (
    <div>
      <Button
        variant={as === 'cell' ? 'subtle' : 'default'}
        size={as === 'cell' ? 'compact-sm' : 'sm'}
        ml={as === 'cell' ? -8 : 0}
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={loading}
        onClick={() => void download()}
        aria-label={as === 'cell' ? `Download .xlsx of the job ${job.jobId}` : undefined}
      >
        {as === 'cell' ? '.xlsx' : 'Download .xlsx'}
      </Button>
      <Text size="xs" c="dimmed" mt={as === 'cell' ? 0 : 4} style={{ whiteSpace: 'nowrap' }}>
        {as === 'cell' ? (
          life.words
        ) : (
          <>
            Expires <Time at={job.log.expiresAt} as="absolute" />
          </>
        )}
      </Text>
    </div>
  );
};
