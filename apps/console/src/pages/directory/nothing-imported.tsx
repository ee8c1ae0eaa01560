import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../feedback/empty-state';

interface NothingImportedProps {
  readonly kind: 'companies' | 'persons';
  readonly searched: boolean;
}

const WHY = {
  companies: 'A call comes onto the Timeline of a company. Import companies first.',
  persons: 'External attendees are matched with persons, and lead to their company. Import companies before them.',
} as const;

export const NothingImported = ({ kind, searched }: NothingImportedProps) =>
  searched ? (
    <EmptyState title="Nothing is found by this">Clear the filter to see all.</EmptyState>
  ) : (
    <EmptyState
      title={`The directory has no ${kind}`}
      action={
        <Anchor component={Link} to={`/administration/directory/import?kind=${kind}`} underline="always">
          Import CSV
        </Anchor>
      }
    >
      {WHY[kind]}
    </EmptyState>
  );
