import { MultiSelect, TextInput } from '@mantine/core';
import type { JsonOf } from '../../api/types';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import type { useAddressFilters } from '../../filters/use-address-filters';
import { useTimeZone } from '../../time/time-zone';
import type { TIMELINE_FILTERS } from './filters';

interface TimelineFiltersProps {
  readonly filters: ReturnType<typeof useAddressFilters<typeof TIMELINE_FILTERS>>;
  readonly timeline: JsonOf<'getCompanyTimeline'> | undefined;
}

type Counted = JsonOf<'getCompanyTimeline'>['authors'];

/** What is chosen stays a choice, also when the Timeline has none of it any more. */
const choices = (known: Counted, chosen: readonly string[]) => [
  ...known.map(({ id, name, activities }) => ({ value: id, label: `${name} (${activities.toLocaleString('en-GB')})` })),
  ...chosen.filter((id) => !known.some((each) => each.id === id)).map((id) => ({ value: id, label: id })),
];

export const TimelineFilterBar = ({ filters: { values, any, change, clear }, timeline }: TimelineFiltersProps) => {
  const { choice } = useTimeZone();
  const days = choice === 'utc' ? 'UTC' : 'local time';
  return (
    <FilterBar any={any} onClear={clear}>
      <SearchField
        label="Search activities"
        placeholder="Subject, notes, person, tracker, call id"
        value={values.search}
        onChange={(search) => change({ search })}
      />
      <MultiSelect
        label="Type"
        placeholder={values.type.length === 0 ? 'Any' : undefined}
        data={choices(timeline?.activityTypes ?? [], values.type)}
        value={[...values.type]}
        onChange={(type) => change({ type })}
        w={{ base: '100%', sm: 'auto' }}
        miw={150}
        maw={300}
      />
      <MultiSelect
        label="Author"
        placeholder={values.author.length === 0 ? 'Anybody' : undefined}
        data={choices(timeline?.authors ?? [], values.author)}
        value={[...values.author]}
        onChange={(author) => change({ author })}
        searchable
        nothingFoundMessage="Nobody of that name"
        w={{ base: '100%', sm: 'auto' }}
        miw={180}
        maw={360}
      />
      <TextInput
        type="date"
        label={`From (${days})`}
        value={values.from}
        max={values.to}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={`To (${days})`}
        value={values.to}
        min={values.from}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </FilterBar>
  );
};
