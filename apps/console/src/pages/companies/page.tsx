import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import { useAddressFilters } from '../../filters/use-address-filters';
import { PageHeader } from '../../frame/page-header';
import { useMe } from '../../frame/use-me';
import { CopyId } from '../../ids/copy-id';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { type Company, useActivityCounts, useCompanies } from './queries';

const FILTERS = { search: 'text' } as const;
const DIRECTORY = '/administration/directory';

const listed = (values: readonly string[]): string => (values.length === 0 ? '–' : values.join(', '));

export const Page = () => {
  const { role } = useMe();
  const { values, any, change, clear } = useAddressFilters(FILTERS);
  const list = useCompanies(values.search);
  const counts = useActivityCounts(list.rows.map(({ gsid }) => gsid));
  const columns: readonly Column<Company>[] = [
    {
      id: 'name',
      title: 'Company',
      main: true,
      width: '34%',
      cell: ({ name }) => <Text style={{ overflowWrap: 'anywhere' }}>{name}</Text>,
    },
    {
      id: 'activities',
      title: 'Activities',
      align: 'right',
      cell: ({ gsid }) => counts.get(gsid)?.activities.toLocaleString('en-GB') ?? '…',
    },
    { id: 'latest', title: 'Latest activity', cell: ({ gsid }) => <Time at={counts.get(gsid)?.latestAt ?? null} /> },
    { id: 'domains', title: 'Domains', cell: ({ domains }) => listed(domains) },
    { id: 'accounts', title: 'CRM accounts', cell: ({ crmAccountIds }) => <Ids ids={crmAccountIds} /> },
    {
      id: 'externalId',
      title: 'External id',
      off: true,
      cell: ({ externalId }) => <CopyId id={externalId} label="External id" />,
    },
    { id: 'gsid', title: 'GSID', off: true, cell: ({ gsid }) => <CopyId id={gsid} label="GSID" /> },
  ];
  return (
    <>
      <PageHeader
        title="Companies"
        about="Each company with its Timeline: what was said in which meeting, and by whom."
      />
      <FilterBar any={any} onClear={clear}>
        <SearchField
          label="Search companies"
          placeholder="Name, account id, domain"
          value={values.search}
          onChange={(search) => change({ search })}
        />
      </FilterBar>
      <DataTable
        name="companies"
        label="Companies"
        noun="company"
        nouns="companies"
        columns={columns}
        list={list}
        rowKey={({ gsid }) => gsid}
        href={({ gsid }) => `/companies/${gsid}`}
        empty={
          any ? (
            <EmptyState
              title="No company fits this search"
              action={
                <Button variant="default" onClick={clear}>
                  Show all companies
                </Button>
              }
            >
              A company is found by a part of its name, external id, CRM account id or domain.
            </EmptyState>
          ) : (
            <EmptyState
              title="The directory has no company yet"
              action={
                role === 'admin' ? (
                  <Button component={Link} to={DIRECTORY} variant="default">
                    Open the directory
                  </Button>
                ) : undefined
              }
            >
              Companies come from the directory: {role === 'admin' ? 'import them there.' : 'an admin imports them.'}{' '}
              Calls are placed on their Timelines from then on.
            </EmptyState>
          )
        }
      />
    </>
  );
};

/** A few, each copied by a click; the rest is told by its number. */
const Ids = ({ ids }: { readonly ids: readonly string[] }) => {
  if (ids.length === 0) return '–';
  return (
    <>
      {ids.slice(0, 2).map((id) => (
        <div key={id}>
          <CopyId id={id} label="CRM account id" />
        </div>
      ))}
      {ids.length > 2 && (
        <Text size="xs" c="dimmed">
          and {ids.length - 2} more
        </Text>
      )}
    </>
  );
};
