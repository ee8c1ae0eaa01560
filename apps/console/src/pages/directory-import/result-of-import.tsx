import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { StatusBadge } from '../../status/status-badge';
import { counted } from '../../status/words';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import type { Kind } from './columns';
import type { ImportResult } from './send-file';

type Fault = ImportResult['errors'][number];

const COLUMNS: readonly Column<Fault>[] = [
  { id: 'line', title: 'Line', main: true, width: 80, cell: ({ line }) => line.toLocaleString('en-GB') },
  { id: 'field', title: 'Column', cell: ({ field }) => field ?? 'The whole row' },
  { id: 'value', title: 'Value', cell: ({ value }) => value ?? '–' },
  { id: 'message', title: 'What is wrong', cell: ({ message }) => message },
];

/** What became of the rows, or would have: the sum, the bad ones, and where they can be had to mend. */
export const ResultOfImport = ({ kind, result }: { readonly kind: Kind; readonly result: ImportResult }) => {
  const { dryRun, read, created, updated, unchanged, rejected, errors, rejectedFile, importId } = result;
  const good = read - rejected;
  return (
    <Paper component="section" aria-labelledby="result">
      <Stack gap={16}>
        <Group gap={12}>
          <Title order={2} id="result">
            {dryRun ? 'Dry run' : 'Import'}
          </Title>
          <StatusBadge meaning={rejected === 0 ? 'ok' : good === 0 ? 'failed' : 'waiting'}>
            {rejected === 0 ? 'Every row is good' : `${counted(rejected, 'bad row')}`}
          </StatusBadge>
        </Group>
        <Text role="status">
          {`${counted(read, 'row')} read = ${created} ${dryRun ? 'would be created' : 'created'} + ${updated} ${dryRun ? 'would be updated' : 'updated'} + ${unchanged} unchanged + ${rejected} rejected.`}
          {dryRun ? ' Nothing was written.' : ''}
        </Text>
        {rejected > 0 && (
          <Text>
            {dryRun ? 'Good rows would go in all the same.' : 'Good rows are in.'} Mend the bad ones and send them
            again: their file is in the format that was sent, with what is wrong beside each row.
          </Text>
        )}
        <Group>
          {rejectedFile !== null && (
            <Button
              component="a"
              variant="default"
              href={`/api/directory/imports/${importId}/rejected`}
              download
            >{`Download ${counted(rejectedFile.rows, 'bad row')}`}</Button>
          )}
          {rejectedFile !== null && (
            <Text c="dimmed">
              Kept until <Time at={rejectedFile.expiresAt} as="absolute" />.
            </Text>
          )}
          {!dryRun && good > 0 && (
            <Anchor component={Link} to={`/administration/directory?list=${kind}`} underline="always">
              See them in the Directory
            </Anchor>
          )}
        </Group>
        {errors.length > 0 && (
          <DataTable
            name="import-faults"
            label="Bad rows"
            noun="fault"
            columns={COLUMNS}
            list={wholeList({ data: errors, isPending: false, error: null, refetch: () => undefined })}
            rowKey={({ line, field, message }) => `${line} ${field ?? ''} ${message}`}
            empty={null}
          />
        )}
      </Stack>
    </Paper>
  );
};
