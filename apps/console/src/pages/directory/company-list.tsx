import { CopyId } from '../../ids/copy-id';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { customColumn } from './custom-column';
import { NothingImported } from './nothing-imported';
import { type Company, useCompanies } from './queries';
import { SearchOnly, useSearch } from './search-only';

const COLUMNS: readonly Column<Company>[] = [
  { id: 'name', title: 'Name', main: true, cell: ({ name }) => name },
  { id: 'domains', title: 'Domains', cell: ({ domains }) => domains.join(', ') || '–' },
  { id: 'crm', title: 'CRM account ids', cell: ({ crmAccountIds }) => crmAccountIds.join(', ') || '–' },
  { id: 'externalId', title: 'External id', cell: ({ externalId }) => <CopyId id={externalId} label="External id" /> },
  { id: 'gsid', title: 'GSID', off: true, cell: ({ gsid }) => <CopyId id={gsid} label="GSID" /> },
  customColumn,
];

export const CompanyList = () => {
  const filter = useSearch();
  const list = useCompanies(filter.search);
  return (
    <>
      <SearchOnly placeholder="Name or external id" of={filter} />
      <DataTable
        name="directory-companies"
        label="Companies"
        noun="company"
        nouns="companies"
        columns={COLUMNS}
        list={list}
        rowKey={({ gsid }) => gsid}
        href={({ gsid }) => `/companies/${gsid}`}
        empty={<NothingImported kind="companies" searched={filter.any} />}
      />
    </>
  );
};
