import { Button } from '@mantine/core';
import { useState } from 'react';
import { PageHeader } from '../../frame/page-header';
import { StatusBadge } from '../../status/status-badge';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { ActivityTypeDialog } from './activity-type-dialog';
import { type ActivityType, useActivityTypes } from './queries';

export const Page = () => {
  const [editing, setEditing] = useState<ActivityType | 'new' | null>(null);
  const columns: readonly Column<ActivityType>[] = [
    {
      id: 'name',
      title: 'Name',
      main: true,
      cell: ({ name }) => name,
      compare: (a, b) => a.name.localeCompare(b.name),
    },
    {
      id: 'active',
      title: 'State',
      cell: ({ active }) => <StatusBadge meaning={active ? 'ok' : 'skipped'}>{active ? 'Active' : 'Off'}</StatusBadge>,
    },
    { id: 'global', title: 'Applies to', cell: ({ global }) => (global ? 'Every company' : 'Some companies') },
    {
      id: 'sync',
      title: 'For the sync',
      cell: ({ active, global }) => (active && global ? 'Can be chosen' : 'Cannot be chosen'),
    },
    {
      id: 'act',
      title: 'Change',
      cell: (type) => (
        <Button variant="default" size="xs" aria-label={`Change ${type.name}`} onClick={() => setEditing(type)}>
          Change
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Activity types"
        about="What entries of a Timeline can be. The sync offers those that are active and global."
        actions={<Button onClick={() => setEditing('new')}>Create type</Button>}
      />
      <DataTable
        name="activity-types"
        label="Activity types"
        noun="type"
        columns={columns}
        list={wholeList(useActivityTypes())}
        rowKey={({ id }) => id}
        empty={null}
      />
      {editing !== null && (
        <ActivityTypeDialog type={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
};
