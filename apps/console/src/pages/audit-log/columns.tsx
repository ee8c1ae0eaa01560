import { Text } from '@mantine/core';
import type { Column } from '../../tables/column';
import { Time } from '../../time/time';
import { changesOf } from './changes-of';
import { type AuditEntry, actorWords, kindWords } from './entry-words';

const MOST_NAMED = 3;

export const COLUMNS: readonly Column<AuditEntry>[] = [
  { id: 'at', title: 'When', cell: ({ at }) => <Time at={at} as="absolute" /> },
  {
    id: 'who',
    title: 'Who',
    cell: (entry) => (
      <>
        <Text>{actorWords(entry)}</Text>
        {entry.address !== null && (
          <Text size="xs" c="dimmed">
            from {entry.address}
          </Text>
        )}
      </>
    ),
  },
  { id: 'summary', title: 'Did', main: true, cell: ({ summary }) => summary },
  {
    id: 'object',
    title: 'On what',
    cell: ({ objectKind, objectName }) => (
      <>
        <Text>{objectName ?? '–'}</Text>
        <Text size="xs" c="dimmed">
          {kindWords(objectKind)}
        </Text>
      </>
    ),
  },
  { id: 'changes', title: 'Changed', cell: ({ before, after }) => namesOf(changesOf(before, after)) },
];

const namesOf = (changes: ReturnType<typeof changesOf>): string => {
  if (changes.length === 0) return '–';
  const names = changes.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = changes.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
