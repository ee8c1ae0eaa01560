import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Dialog } from '../../feedback/dialog';
import { CopyId } from '../../ids/copy-id';
import { Time } from '../../time/time';
import { type Change, changesOf } from './changes-of';
import { type AuditEntry, actorWords, kindWords, pageOf } from './entry-words';

interface EntryDialogProps {
  readonly entry: AuditEntry;
  onOnly(filter: { readonly actorId?: string; readonly objectKind?: string; readonly objectId?: string }): void;
  onClose(): void;
}

/** One entry whole: who, what, from where, and each value before and after. */
export const EntryDialog = ({ entry, onOnly, onClose }: EntryDialogProps) => {
  const changes = changesOf(entry.before, entry.after);
  const page = pageOf(entry);
  const { objectKind, objectId, actorId } = entry;
  return (
    <Dialog opened title={entry.summary} size="xl" onClose={onClose}>
      <Stack gap={16}>
        <Text>
          {actorWords(entry)}
          {entry.address === null ? '' : `, from ${entry.address}`}, <Time at={entry.at} as="absolute" />.{' '}
          {kindWords(objectKind)}
          {entry.objectName === null ? '' : ` ${entry.objectName}`}.{' '}
          {page !== null && (
            <Anchor component={Link} to={page} underline="always">
              Open its page
            </Anchor>
          )}
        </Text>
        {changes.length === 0 ? (
          <Text c="dimmed">No values belong to this entry.</Text>
        ) : (
          <Table withTableBorder aria-label="What changed" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col" w="28%">
                  Field
                </Table.Th>
                <Table.Th scope="col">Before</Table.Th>
                <Table.Th scope="col">After</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map((change) => (
                <Row key={change.name} {...change} />
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Group gap={12}>
          <CopyId id={objectId} label={`Id of the ${kindWords(objectKind)}`} />
          <CopyId id={entry.correlationId} label="Correlation id" />
        </Group>
        <Group>
          <Button variant="default" onClick={() => onOnly({ objectKind, objectId })}>
            Everything done to it
          </Button>
          <Button variant="default" onClick={() => onOnly({ actorId })}>
            Everything done by {actorWords(entry)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
};

const WRAP = { overflowWrap: 'anywhere' } as const;

const Row = ({ name, before, after }: Change) => (
  <Table.Tr>
    <Table.Th scope="row" style={WRAP}>
      {name}
    </Table.Th>
    <Table.Td style={{ ...WRAP, background: before === null ? undefined : 'var(--meaning-failed-soft)' }}>
      {before === null ? (
        <Nothing />
      ) : (
        <del style={{ textDecoration: after === null ? 'line-through' : 'none' }}>{before}</del>
      )}
    </Table.Td>
    <Table.Td style={{ ...WRAP, background: after === null ? undefined : 'var(--meaning-ok-soft)' }}>
      {after === null ? <Nothing /> : <ins style={{ textDecoration: 'none' }}>{after}</ins>}
    </Table.Td>
  </Table.Tr>
);

const Nothing = () => (
  <Text span c="dimmed">
    –
  </Text>
);
