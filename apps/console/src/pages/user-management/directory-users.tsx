import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { api, dataOf } from '../../api/client';
import { usePagedList } from '../../api/use-paged-list';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import { useAddressFilters } from '../../filters/use-address-filters';
import { CopyId } from '../../ids/copy-id';
import { StatusBadge } from '../../status/status-badge';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import type { DirectoryUser } from './queries';

const FILTERS = { search: 'text' } as const;

export const USER_COLUMNS: readonly Column<DirectoryUser>[] = [
  { id: 'name', title: 'Name', main: true, cell: ({ name }) => name },
  { id: 'email', title: 'E-mail', cell: ({ email }) => email },
  { id: 'licence', title: 'Licence', cell: ({ licence }) => licence },
  {
    id: 'active',
    title: 'State',
    cell: ({ active }) => (
      <StatusBadge meaning={active ? 'ok' : 'skipped'}>{active ? 'Active' : 'Inactive'}</StatusBadge>
    ),
  },
  { id: 'externalId', title: 'External id', cell: ({ externalId }) => <CopyId id={externalId} label="External id" /> },
  { id: 'gsid', title: 'GSID', off: true, cell: ({ gsid }) => <CopyId id={gsid} label="GSID" /> },
];

export const DirectoryUsers = () => {
  const { values, any, change, clear } = useAddressFilters(FILTERS);
  const list = usePagedList(['users', values], (cursor, signal) => {
    const query = {
      ...(values.search === '' ? {} : { search: values.search }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return dataOf(api.GET('/api/users', { params: { query }, signal }));
  });
  return (
    <>
      <FilterBar any={any} onClear={clear}>
        <SearchField
          label="Search"
          placeholder="Name, e-mail or external id"
          value={values.search}
          onChange={(search) => change({ search })}
        />
      </FilterBar>
      <DataTable
        name="users"
        label="Users"
        noun="user"
        columns={USER_COLUMNS}
        list={list}
        rowKey={({ gsid }) => gsid}
        empty={
          any ? (
            <EmptyState title="No User fits this search">Clear the filter to see all.</EmptyState>
          ) : (
            <EmptyState
              title="The directory has no Users"
              action={
                <Anchor component={Link} to="/administration/directory?list=users" underline="always">
                  Go to Directory
                </Anchor>
              }
            >
              Import them in Directory, so that owners of calls are found by their e-mail.
            </EmptyState>
          )
        }
      />
    </>
  );
};
