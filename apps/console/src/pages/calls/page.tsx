import { Anchor, MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import type { JsonOf } from '../../api/types';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { useAddressFilters } from '../../filters/use-address-filters';
import { PageHeader } from '../../frame/page-header';
import { COUNT_NAMES, COUNTS, OUTCOME } from '../../status/words';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { useTimeZone } from '../../time/time-zone';
import { CallStory } from '../call-story/call-story';
import { useOpenCall } from '../call-story/use-open-call';
import { jobPage } from '../execution-log/job-page';
import { triggerWords } from '../execution-log/trigger-words';
import { CallName } from '../job/call-name';
import { CallResult } from '../job/call-result';
import { OUTCOME_FILTERS, outcomeQuery } from './outcome-query';
import { useOutcomes } from './queries';

type Outcome = JsonOf<'listOutcomes'>['items'][number];

const COUNT_CHOICES = COUNT_NAMES.map((value) => ({ value, label: COUNTS[value].words }));
const CODE_CHOICES = Object.entries(OUTCOME).map(([value, { words }]) => ({ value, label: words }));
const WHICH = [
  { value: 'now', label: 'What waits or failed now' },
  { value: '', label: 'Every outcome of every job' },
];
const COLUMNS: readonly Column<Outcome>[] = [
  { id: 'call', title: 'Call', main: true, width: '36%', cell: (call) => <CallName call={call} /> },
  { id: 'result', title: 'What became of it', cell: (call) => <CallResult call={call} /> },
  {
    id: 'job',
    title: 'Job',
    width: 170,
    cell: ({ jobId, jobDate, trigger }) => (
      <div>
        <Anchor component={Link} to={jobPage(jobId)}>
          <Time at={jobDate} as="absolute" />
        </Anchor>
        <Text size="xs" c="dimmed">
          {triggerWords(trigger)}
        </Text>
      </div>
    ),
  },
];

/** The rows behind the numbers of Home: what waits or failed now, and what became of the calls of a day. */
export const Page = () => {
  const { zone, choice } = useTimeZone();
  const { values, any, change, clear } = useAddressFilters(OUTCOME_FILTERS);
  const call = useOpenCall();
  const list = useOutcomes(outcomeQuery(values, zone));
  const days = choice === 'utc' ? 'UTC' : 'local time';
  return (
    <>
      <PageHeader
        title="Calls"
        about="What became of the calls of all jobs whose log has not expired. Open one for its whole story."
      />
      <FilterBar any={any} onClear={clear}>
        <Select
          label="Calls"
          data={WHICH}
          value={values.standing === 'now' ? 'now' : ''}
          allowDeselect={false}
          onChange={(standing) => change({ standing: standing ?? '' })}
          w={{ base: '100%', sm: 240 }}
        />
        <MultiSelect
          label="Count"
          placeholder={values.count.length === 0 ? 'Any' : undefined}
          data={COUNT_CHOICES}
          value={[...values.count]}
          onChange={(count) => change({ count })}
          w={{ base: '100%', sm: 'auto' }}
          miw={150}
        />
        <MultiSelect
          label="Reason"
          placeholder={values.code.length === 0 ? 'Any' : undefined}
          data={CODE_CHOICES}
          value={[...values.code]}
          onChange={(code) => change({ code })}
          w={{ base: '100%', sm: 'auto' }}
          miw={180}
          maw={360}
        />
        <TextInput
          type="date"
          label={`Job from (${days})`}
          value={values.from}
          max={values.to}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={`Job to (${days})`}
          value={values.to}
          min={values.from}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </FilterBar>
      <DataTable
        name="outcomes"
        label="Calls"
        noun="call"
        columns={COLUMNS}
        list={list}
        rowKey={({ jobId, callId }) => `${jobId}/${callId}`}
        onOpen={({ callId }) => call.open(callId)}
        empty={
          values.standing === 'now' ? (
            <EmptyState title="No call waits or failed">
              A call that cannot be placed, or waits for a decision, comes here with its reason and what would fix it.
            </EmptyState>
          ) : (
            <EmptyState title="No call fits these filters">
              Clear a filter, or choose other days, to see more.
            </EmptyState>
          )
        }
      />
      <CallStory callId={call.callId} onClose={call.close} />
    </>
  );
};
