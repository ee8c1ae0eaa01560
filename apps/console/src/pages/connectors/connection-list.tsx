import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../api/types';
import { EmptyState } from '../../feedback/empty-state';
import { ConnectionCard } from './connection-card';
import { DeleteConnection } from './delete-connection';
import { DeletedConnections } from './deleted-connections';

interface ConnectionListProps {
  readonly connections: readonly Connection[];
  onCreate(): void;
}

/** Those that can be used first; what was deleted stays below, since its log does. */
export const ConnectionList = ({ connections, onCreate }: ConnectionListProps) => {
  const [deleting, setDeleting] = useState<Connection | null>(null);
  const used = connections.filter(({ state }) => state !== 'revoked');
  const gone = connections.filter(({ state, authorizedAt }) => state === 'revoked' && authorizedAt !== null);
  const card = (connection: Connection) => (
    <ConnectionCard key={connection.connectionId} connection={connection} onDelete={() => setDeleting(connection)} />
  );
  return (
    <Stack gap={16}>
      {used.length === 0 && (
        <EmptyState
          title="Gong is not connected"
          action={
            <Button variant="default" onClick={onCreate}>
              Create Connection
            </Button>
          }
        >
          A connection reads recorded meetings at Gong and brings them onto the Timeline. You need to be a technical
          administrator at Gong.
        </EmptyState>
      )}
      {used.map(card)}
      {gone.length > 0 && <DeletedConnections connections={gone} />}
      <DeleteConnection connection={deleting} onClose={() => setDeleting(null)} />
    </Stack>
  );
};
