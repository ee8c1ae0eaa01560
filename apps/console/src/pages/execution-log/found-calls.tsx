import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { JsonOf } from '../../api/types';
import { EmptyState } from '../../feedback/empty-state';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { CallName } from '../job/call-name';
import { CallResult } from '../job/call-result';
import { jobPage } from './job-page';
import { useFoundCalls } from './queries';
import { triggerWords } from './trigger-words';

type FoundCall = JsonOf<'searchCalls'>['items'][number];

const COLUMNS: readonly Column<FoundCall>[] = [
  { id: 'call', title: 'Call', main: true, width: '36%', cell: (call) => <CallName call={call} /> },
  { id: 'result', title: 'What became of it', cell: (call) => <CallResult call={call} /> },
  {
    id: 'job',
    title: 'Job',
    width: 170,
    cell: (call) => (
      <div>
        <Anchor component={Link} to={jobPage(call.jobId)}>
          <Time at={call.jobDate} as="absolute" />
        </Anchor>
        <Text size="xs" c="dimmed">
          {triggerWords(call.trigger)}
        </Text>
      </div>
    ),
  },
];

interface FoundCallsProps {
  readonly search: string;
  onOpen(callId: string): void;
}

/** Calls of all jobs that fit a search, each once, as its newest job left it. */
export const FoundCalls = ({ search, onOpen }: FoundCallsProps) => (
  <>
    <Text c="dimmed" mb={8}>
      Calls of all jobs whose log has not expired, each with its newest outcome. Open one for its whole story.
    </Text>
    <DataTable
      name="found-calls"
      label="Calls found"
      noun="call"
      density="tall"
      columns={COLUMNS}
      list={useFoundCalls(search)}
      rowKey={({ callId }) => callId}
      onOpen={({ callId }) => onOpen(callId)}
      empty={
        <EmptyState title="No call fits this search">
          The log holds call ids, titles, owners and messages of the last 30 days. A call that was never read is not in
          it: it may be older than the look-back, or not processed at Gong yet.
        </EmptyState>
      }
    />
  </>
);
