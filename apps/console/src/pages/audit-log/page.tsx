import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, dataOf } from '../../api/client';
import { usePagedList } from '../../api/use-paged-list';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { useAddressFilters } from '../../filters/use-address-filters';
import { PageHeader } from '../../frame/page-header';
import { DataTable } from '../../tables/data-table';
import { useTimeZone } from '../../time/time-zone';
import { ACTIONS } from './actions';
import { COLUMNS } from './columns';
import { EntryDialog } from './entry-dialog';
import { type AuditEntry, KINDS } from './entry-words';

const FILTERS = {
  action: 'list',
  objectKind: 'text',
  objectId: 'text',
  actorId: 'text',
  from: 'text',
  to: 'text',
} as const;

export const Page = () => {
  const { values, any, change, clear } = useAddressFilters(FILTERS);
  const { zone } = useTimeZone();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const { action, ...texts } = values;
  const query = {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
    ...(action.length === 0 ? {} : { action: action.join(',') }),
    timeZone: zone,
  };
  const list = usePagedList(['audit', query], (cursor, signal) =>
    dataOf(
      api.GET('/api/audit', { params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }, signal }),
    ),
  );
  return (
    <>
      <PageHeader
        title="Audit log"
        about="Who changed what, when, and from where."
        actions={
          <Button
            component="a"
            variant="default"
            href={`/api/audit.jsonl?${new URLSearchParams(query).toString()}`}
            download
          >
            Download JSON lines
          </Button>
        }
      />
      <FilterBar any={any} onClear={clear}>
        <MultiSelect
          label="Action"
          placeholder={action.length === 0 ? 'Any' : undefined}
          data={ACTIONS}
          value={[...action]}
          searchable
          nothingFoundMessage="There is no such action"
          w={{ base: '100%', sm: 310 }}
          // The place to type in would begin a second line beside one chosen action.
          styles={{ inputField: { minWidth: 20 } }}
          onChange={(chosen) => change({ action: chosen })}
        />
        <Select
          label="What"
          placeholder="Anything"
          data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          value={texts.objectKind === '' ? null : texts.objectKind}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear what was changed' }}
          w={{ base: '100%', sm: 180 }}
          onChange={(kind) => change({ objectKind: kind ?? '' })}
        />
        <TextInput
          label="From"
          type="date"
          value={texts.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          label="To"
          type="date"
          value={texts.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </FilterBar>
      <DataTable
        name="audit"
        label="Audit log"
        noun="entry"
        nouns="entries"
        columns={COLUMNS}
        list={list}
        rowKey={({ entryId }) => entryId}
        onOpen={setOpened}
        empty={
          any ? (
            <EmptyState title="Nothing was done that fits these filters">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="Nothing was changed yet">
              Every change that somebody makes here is written down.
            </EmptyState>
          )
        }
      />
      {opened !== null && (
        <EntryDialog
          entry={opened}
          onClose={() => setOpened(null)}
          onOnly={(filter) => {
            change(filter);
            setOpened(null);
          }}
        />
      )}
    </>
  );
};
