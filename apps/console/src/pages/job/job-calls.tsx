import { Button, Checkbox, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Job, JobCall } from '../../api/types';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import { useAddressFilters } from '../../filters/use-address-filters';
import { COUNTS, counted, OUTCOME } from '../../status/words';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { CALL_FILTERS } from './call-filters';
import { CallName } from './call-name';
import { CallResult } from './call-result';
import { useJobCalls } from './queries';
import { isCode, isCount } from './reasons-of';
import type { useRetry } from './use-retry';

/** As many as one request may name. */
const MOST_CHOSEN = 1000;

interface JobCallsProps {
  readonly job: Job;
  readonly retrying: ReturnType<typeof useRetry>;
  onOpen(callId: string): void;
}

/** The calls of a job, page by page: searched, filtered, chosen and retried. */
export const JobCalls = ({ job, retrying: { retry, busy, asked }, onOpen }: JobCallsProps) => {
  const { values, any, change, clear } = useAddressFilters(CALL_FILTERS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filters = { count: values.count.filter(isCount), code: values.code.filter(isCode), search: values.search };
  const list = useJobCalls(job.jobId, filters, !job.log.expired);
  const shown = [
    ...filters.count.map((count) => COUNTS[count].words.toLowerCase()),
    ...filters.code.map((code) => OUTCOME[code].words.toLowerCase()),
  ];
  const loaded = list.rows.map(({ callId }) => callId).slice(0, MOST_CHOSEN);
  const all = loaded.length > 0 && loaded.every((callId) => chosen.has(callId));
  const choose = (callId: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(callId);
    else next.delete(callId);
    setChosen(next);
  };
  const retryChosen = async (): Promise<void> => {
    if (await retry({ callIds: [...chosen].slice(0, MOST_CHOSEN) })) setChosen(new Set());
  };
  const isBusy = (callId: string): boolean =>
    busy !== null && typeof busy === 'object' && 'callIds' in busy && busy.callIds.includes(callId);

  const columns: readonly Column<JobCall>[] = [
    {
      id: 'choose',
      title: 'Choose',
      width: 44,
      head: (
        <Checkbox
          aria-label="Choose all calls shown"
          checked={all}
          indeterminate={!all && loaded.some((callId) => chosen.has(callId))}
          onChange={() => setChosen(all ? new Set() : new Set(loaded))}
        />
      ),
      cell: ({ callId, title }) => (
        <Checkbox
          aria-label={`Choose ${title ?? callId}`}
          checked={chosen.has(callId)}
          onChange={(event) => choose(callId, event.currentTarget.checked)}
        />
      ),
    },
    { id: 'call', title: 'Call', main: true, width: '34%', cell: (call) => <CallName call={call} /> },
    {
      id: 'result',
      title: 'What became of it',
      cell: (call) => <CallResult call={call} connectionId={job.connectionId} />,
    },
    {
      id: 'retry',
      title: 'Retry',
      width: 120,
      cell: ({ callId, title, retriedBy }) =>
        asked.has(callId) && retriedBy === null ? (
          <Text size="xs" c="dimmed">
            Asked for
          </Text>
        ) : (
          <Button
            variant="default"
            size="compact-sm"
            h={32}
            loading={isBusy(callId)}
            onClick={() => void retry({ callIds: [callId] })}
            aria-label={`Retry ${title ?? callId}`}
          >
            Retry
          </Button>
        ),
    },
  ];
  return (
    <section aria-labelledby="calls">
      <Title order={2} id="calls" mb={8}>
        {shown.length === 0 ? 'Calls' : `Calls: ${shown.join(', ')}`}
      </Title>
      <FilterBar
        any={any}
        onClear={clear}
        actions={
          <Group gap={8} mih={36} role="status">
            {chosen.size > 0 && (
              <>
                <Text>{counted(chosen.size, 'call')} chosen</Text>
                <Button variant="default" loading={busy !== null} onClick={() => void retryChosen()}>
                  Retry {counted(chosen.size, 'call')}
                </Button>
              </>
            )}
          </Group>
        }
      >
        <SearchField
          label="Search this job"
          placeholder="Call id, title, e-mail"
          value={values.search}
          onChange={(search) => change({ search })}
        />
      </FilterBar>
      <DataTable
        name="job-calls"
        label="Calls of this job"
        noun="call"
        density="tall"
        columns={columns}
        list={list}
        rowKey={({ callId }) => callId}
        onOpen={({ callId }) => onOpen(callId)}
        empty={
          any ? (
            <EmptyState
              title="No call of this job fits"
              action={
                <Button variant="default" onClick={clear}>
                  Show all calls
                </Button>
              }
            >
              Other jobs may have it: the search of the Execution Log looks through all of them.
            </EmptyState>
          ) : (
            <EmptyState title={job.status === 'Running' ? 'No call is done yet' : 'This job read no call'}>
              {whyNoCall(job.status)}
            </EmptyState>
          )
        }
      />
    </section>
  );
};

const whyNoCall = (status: Job['status']): string => {
  if (status === 'Running') return 'The calls come here as soon as they are done.';
  if (status === 'Stopped' || status === 'Failed') return 'It ended before it had read one; above stands why.';
  return 'Gong had none in the time that it looked at. A call appears at Gong once it is processed.';
};
