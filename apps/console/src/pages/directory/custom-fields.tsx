import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../feedback/empty-state';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { CustomFieldDialog } from './custom-field-dialog';
import { type CustomField, useCustomFields } from './queries';
import { TYPE_WORDS } from './type-words';

/** Declared by hand, or by the first import that brings one. */
export const CustomFields = () => {
  const fields = useCustomFields();
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null);
  const columns: readonly Column<CustomField>[] = [
    { id: 'name', title: 'Name', main: true, cell: ({ name }) => name },
    { id: 'object', title: 'Of', cell: ({ object }) => object },
    { id: 'type', title: 'Type', cell: ({ type }) => TYPE_WORDS[type] },
    {
      id: 'act',
      title: 'Change',
      cell: (field) => (
        <Button
          variant="default"
          size="xs"
          aria-label={`Change the type of ${field.name}`}
          onClick={() => setEditing(field)}
        >
          Change type
        </Button>
      ),
    },
  ];
  return (
    <Stack gap={16}>
      <Group justify="space-between">
        <Text c="dimmed" maw={560}>
          Fields of your own. An import declares new ones by itself; the filters of the sync can name those of companies
          and users.
        </Text>
        <Button variant="default" onClick={() => setEditing('new')}>
          Declare a field
        </Button>
      </Group>
      <DataTable
        name="custom-fields"
        label="Custom fields"
        noun="field"
        columns={columns}
        list={wholeList(fields)}
        rowKey={({ object, name }) => `${object} ${name}`}
        empty={
          <EmptyState title="No custom fields yet">
            Declare one here, or import a file with a column customFields.&lt;name&gt;.
          </EmptyState>
        }
      />
      {editing !== null && (
        <CustomFieldDialog field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Stack>
  );
};
