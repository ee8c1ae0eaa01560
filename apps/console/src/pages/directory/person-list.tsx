import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { CopyId } from '../../ids/copy-id';
import { counted } from '../../status/words';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { customColumn } from './custom-column';
import { NothingImported } from './nothing-imported';
import { type Person, usePersons } from './queries';
import { SearchOnly, useSearch } from './search-only';

const COLUMNS: readonly Column<Person>[] = [
  { id: 'name', title: 'Name', main: true, cell: ({ name }) => name },
  { id: 'emails', title: 'E-mail', cell: ({ emails }) => emails.join(', ') || '–' },
  { id: 'companies', title: 'Companies', cell: ({ companyGsids }) => <Companies gsids={companyGsids} /> },
  { id: 'crm', title: 'CRM contact ids', cell: ({ crmContactIds }) => crmContactIds.join(', ') || '–' },
  { id: 'externalId', title: 'External id', cell: ({ externalId }) => <CopyId id={externalId} label="External id" /> },
  { id: 'gsid', title: 'GSID', off: true, cell: ({ gsid }) => <CopyId id={gsid} label="GSID" /> },
  customColumn,
];

const Companies = ({ gsids }: { readonly gsids: readonly string[] }) => {
  const [only] = gsids;
  if (only === undefined) return 'None';
  if (gsids.length > 1) return counted(gsids.length, 'company', 'companies');
  return (
    <Anchor component={Link} to={`/companies/${only}`} underline="always">
      Open its Timeline
    </Anchor>
  );
};

export const PersonList = () => {
  const filter = useSearch();
  const list = usePersons(filter.search);
  return (
    <>
      <SearchOnly placeholder="Name, e-mail or external id" of={filter} />
      <DataTable
        name="persons"
        label="Persons"
        noun="person"
        columns={COLUMNS}
        list={list}
        rowKey={({ gsid }) => gsid}
        empty={<NothingImported kind="persons" searched={filter.any} />}
      />
    </>
  );
};
