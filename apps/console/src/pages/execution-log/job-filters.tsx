import { MultiSelect, Select, TextInput } from '@mantine/core';
import type { Connection } from '../../api/types';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import type { useAddressFilters } from '../../filters/use-address-filters';
import { JOB_STATUS } from '../../status/words';
import { useTimeZone } from '../../time/time-zone';
import { chosenDate, JOB_DATES, type LOG_FILTERS } from './job-query';

interface JobFiltersProps {
  readonly filters: ReturnType<typeof useAddressFilters<typeof LOG_FILTERS>>;
  readonly connections: readonly Connection[];
}

const DATES = [
  { value: '', label: 'Any date' },
  ...Object.entries(JOB_DATES).map(([value, label]) => ({ value, label })),
  { value: 'range', label: 'Custom range' },
];
const STATUSES = Object.entries(JOB_STATUS).map(([value, { words }]) => ({ value, label: words }));

/** Job Date and Execution Status (S29); the search looks through the calls of all jobs. */
export const JobFilters = ({ filters: { values, any, change, clear }, connections }: JobFiltersProps) => {
  const { choice } = useTimeZone();
  const date = chosenDate(values);
  const days = choice === 'utc' ? 'UTC' : 'local time';
  return (
    <FilterBar any={any} onClear={clear}>
      <SearchField
        label="Search calls"
        placeholder="Call id, title, e-mail"
        value={values.search}
        onChange={(search) => change({ search })}
      />
      <Select
        label="Job Date"
        data={DATES}
        value={date}
        allowDeselect={false}
        onChange={(chosen) => change({ jobDate: chosen ?? '', from: '', to: '' })}
        w={{ base: '100%', sm: 150 }}
        disabled={values.search !== ''}
      />
      {date === 'range' && values.search === '' && (
        <>
          <TextInput
            type="date"
            label={`From (${days})`}
            value={values.from}
            max={values.to}
            onChange={(event) => change({ jobDate: 'range', from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={`To (${days})`}
            value={values.to}
            min={values.from}
            onChange={(event) => change({ jobDate: 'range', to: event.currentTarget.value })}
          />
        </>
      )}
      <MultiSelect
        label="Execution Status"
        placeholder={values.status.length === 0 ? 'Any' : undefined}
        data={STATUSES}
        value={[...values.status]}
        onChange={(status) => change({ status })}
        w={{ base: '100%', sm: 'auto' }}
        miw={180}
        maw={360}
        disabled={values.search !== ''}
      />
      {connections.length > 1 && (
        <Select
          label="Connection"
          data={[
            { value: '', label: 'All connections' },
            ...connections.map(({ connectionId, name }) => ({ value: connectionId, label: name })),
          ]}
          value={values.connection}
          allowDeselect={false}
          onChange={(connection) => change({ connection: connection ?? '' })}
          w={{ base: '100%', sm: 200 }}
          disabled={values.search !== ''}
        />
      )}
    </FilterBar>
  );
};
