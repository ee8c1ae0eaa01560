import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../feedback/empty-state';
import { StatusBadge } from '../../status/status-badge';
import { CONNECTION_STATE } from '../../status/words';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { type Grant, useGrants } from './queries';

const COLUMNS: readonly Column<Grant>[] = [
  {
    id: 'name',
    title: 'Connection',
    main: true,
    cell: ({ name, apiBaseUrl }) => (
      <>
        <Text fw={600}>{name}</Text>
        <Text size="xs" c="dimmed">
          {apiBaseUrl ?? 'Not authorized yet'}
        </Text>
      </>
    ),
  },
  {
    id: 'state',
    title: 'State',
    cell: ({ state }) => (
      <StatusBadge meaning={CONNECTION_STATE[state].meaning}>{CONNECTION_STATE[state].words}</StatusBadge>
    ),
  },
  {
    id: 'scopes',
    title: 'Scopes at Gong',
    cell: ({ scopes }) => (
      <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
        {scopes.join(', ') || 'None'}
      </Text>
    ),
  },
  { id: 'grantedAt', title: 'Granted', cell: ({ grantedAt }) => <Time at={grantedAt} /> },
  { id: 'lentAt', title: 'Last used', cell: ({ lentAt }) => (lentAt === null ? 'Not yet' : <Time at={lentAt} />) },
  { id: 'refreshedAt', title: 'Refreshed', off: true, cell: ({ refreshedAt }) => <Time at={refreshedAt} /> },
  { id: 'expiresAt', title: 'Refreshed before', cell: ({ expiresAt }) => <Time at={expiresAt} as="absolute" /> },
];

/** What Gong granted to this tenant: never a token. */
export const Grants = () => (
  <section aria-labelledby="grants">
    <Title order={2} id="grants" mb={4}>
      Granted by Gong
    </Title>
    <Text c="dimmed" mb={12}>
      Gong cannot be asked to revoke a grant: delete the connection on{' '}
      <Anchor component={Link} to="/administration/connectors" underline="always">
        Connectors
      </Anchor>
      , and remove the app at Gong.
    </Text>
    <DataTable
      name="grants"
      label="Grants of Gong"
      noun="grant"
      columns={COLUMNS}
      list={wholeList(useGrants())}
      rowKey={({ connectionId }) => connectionId}
      expected={1}
      empty={<EmptyState title="Gong has granted nothing yet">Create a connection on Connectors.</EmptyState>}
    />
  </section>
);
