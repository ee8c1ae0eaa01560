import { Anchor } from '@mantine/core';
import { EmptyState } from '../../feedback/empty-state';
import { StatusBadge } from '../../status/status-badge';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { type DirectoryImport, useImports } from './queries';

const STATE = {
  running: { meaning: 'neutral', words: 'Running' },
  done: { meaning: 'ok', words: 'Done' },
  'broken-off': { meaning: 'failed', words: 'Broken off' },
} as const;

const number = (value: number): string => value.toLocaleString('en-GB');
const KIND = { companies: 'Companies', persons: 'Persons', users: 'Users' } as const;

const COLUMNS: readonly Column<DirectoryImport>[] = [
  { id: 'kind', title: 'What', main: true, cell: ({ kind, dryRun }) => `${KIND[kind]}${dryRun ? ', dry run' : ''}` },
  { id: 'startedAt', title: 'Started', cell: ({ startedAt }) => <Time at={startedAt} as="absolute" /> },
  {
    id: 'state',
    title: 'State',
    cell: ({ state }) => <StatusBadge meaning={STATE[state].meaning}>{STATE[state].words}</StatusBadge>,
  },
  { id: 'read', title: 'Read', align: 'right', cell: ({ read }) => number(read) },
  { id: 'created', title: 'Created', align: 'right', cell: ({ created }) => number(created) },
  { id: 'updated', title: 'Updated', align: 'right', cell: ({ updated }) => number(updated) },
  { id: 'unchanged', title: 'Unchanged', align: 'right', cell: ({ unchanged }) => number(unchanged) },
  { id: 'rejected', title: 'Rejected', align: 'right', cell: ({ rejected }) => number(rejected) },
  {
    id: 'file',
    title: 'Bad rows',
    cell: ({ importId, rejectedFile }) =>
      rejectedFile === null ? (
        '–'
      ) : (
        <Anchor href={`/api/directory/imports/${importId}/rejected`} download underline="always">
          Download
        </Anchor>
      ),
  },
];

export const ImportList = () => (
  <DataTable
    name="imports"
    label="Imports"
    noun="import"
    columns={COLUMNS}
    list={useImports()}
    rowKey={({ importId }) => importId}
    empty={
      <EmptyState title="Nothing was imported in the last 90 days">
        Import CSV here, or send JSON lines to the API.
      </EmptyState>
    }
  />
);
