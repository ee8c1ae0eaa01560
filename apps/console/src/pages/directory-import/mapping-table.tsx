import { Select, Table, Text, Title } from '@mantine/core';
import { COLUMNS, customName, type Kind, labelOf, type Mapping } from './columns';
import type { CsvHead } from './read-csv';

interface MappingTableProps {
  readonly kind: Kind;
  readonly head: CsvHead;
  readonly mapping: Mapping;
  onChange(mapping: Mapping): void;
}

const LEAVE_OUT = 'Leave out';

/** The first rows of the file under what each column is taken for. */
export const MappingTable = ({ kind, head, mapping, onChange }: MappingTableProps) => (
  <section aria-labelledby="columns">
    <Title order={2} id="columns" mb={4}>
      Columns
    </Title>
    <Text c="dimmed" mb={12}>
      What each column of the file is, over its first rows. What is not known here becomes a custom field.
    </Text>
    <Table.ScrollContainer minWidth={Math.max(320, head.header.length * 190)}>
      <Table withTableBorder aria-label="Columns of the file" verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {head.header.map((name, index) => (
              <Table.Th key={`${name} ${index}`} scope="col" style={{ minWidth: 180 }}>
                <Text fw={600} mb={4} style={{ overflowWrap: 'anywhere' }}>
                  {name === '' ? '(no name)' : name}
                </Text>
                <Select
                  aria-label={`What ${name === '' ? 'the column without a name' : name} is`}
                  data={offered(kind, name, mapping[name] ?? '')}
                  value={mapping[name] ?? ''}
                  allowDeselect={false}
                  onChange={(target) => target !== null && onChange({ ...mapping, [name]: target })}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {head.rows.map((row, index) => (
            <Table.Tr key={String(index)}>
              {head.header.map((name, cell) => (
                <Table.Td key={`${name} ${cell}`}>
                  <Text
                    lineClamp={2}
                    c={mapping[name] === '' ? 'dimmed' : undefined}
                    style={{ overflowWrap: 'anywhere' }}
                  >
                    {row[cell] ?? ''}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
    {head.rows.length === 0 && <Text c="dimmed">The file has a header and no rows.</Text>}
  </section>
);

const offered = (kind: Kind, header: string, chosen: string) => {
  const own = customName(header);
  const custom = [...new Set([own, chosen])].filter((target) => target.startsWith('customFields.'));
  return [
    { value: '', label: LEAVE_OUT },
    ...COLUMNS[kind].map(({ name, label, needed }) => ({
      value: name,
      label: needed === true ? `${label} (needed)` : label,
    })),
    ...custom.map((target) => ({ value: target, label: labelOf(kind, target) })),
  ];
};
