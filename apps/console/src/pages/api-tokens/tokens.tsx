import { Button, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { EmptyState } from '../../feedback/empty-state';
import { StatusBadge } from '../../status/status-badge';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { useNow } from '../../time/use-now';
import { type ApiToken, useTokens } from './queries';
import { tokenState } from './token-state';

export const Tokens = () => {
  const client = useQueryClient();
  const now = useNow();
  const tokens = useTokens();
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const revoke = async ({ tokenId }: ApiToken): Promise<void> => {
    await api.DELETE('/api/tokens/{tokenId}', { params: { path: { tokenId } } });
    await client.invalidateQueries({ queryKey: ['tokens'] });
  };
  const columns: readonly Column<ApiToken>[] = [
    { id: 'name', title: 'Name', main: true, cell: ({ name }) => name },
    {
      id: 'state',
      title: 'State',
      cell: (token) => {
        const { meaning, words } = tokenState(token, now);
        return <StatusBadge meaning={meaning}>{words}</StatusBadge>;
      },
    },
    { id: 'scopes', title: 'May', cell: (token) => <Scopes token={token} /> },
    {
      id: 'lastUsed',
      title: 'Last used',
      cell: ({ lastUsedAt, lastUsedFrom }) =>
        lastUsedAt === null ? (
          'Never'
        ) : (
          <>
            <Time at={lastUsedAt} />
            {lastUsedFrom !== null && (
              <Text size="xs" c="dimmed">
                from {lastUsedFrom}
              </Text>
            )}
          </>
        ),
    },
    { id: 'expiresAt', title: 'Expires', cell: ({ expiresAt }) => <Time at={expiresAt} as="absolute" /> },
    { id: 'createdAt', title: 'Created', off: true, cell: ({ createdAt }) => <Time at={createdAt} as="absolute" /> },
    {
      id: 'act',
      title: 'Revoke',
      cell: (token) =>
        tokenState(token, now).works ? (
          <Button variant="default" size="xs" aria-label={`Revoke ${token.name}`} onClick={() => setRevoking(token)}>
            Revoke
          </Button>
        ) : (
          <Time at={token.revokedAt} />
        ),
    },
  ];
  return (
    <section aria-labelledby="tokens">
      <Title order={2} id="tokens" mb={8}>
        API tokens
      </Title>
      <DataTable
        name="tokens"
        label="API tokens"
        noun="token"
        columns={columns}
        list={wholeList(tokens)}
        rowKey={({ tokenId }) => tokenId}
        empty={
          <EmptyState title="No API tokens">
            Create one for a program of another team. Its documentation is at /api/docs of this address.
          </EmptyState>
        }
      />
      <ConfirmDialog
        opened={revoking !== null}
        title={`Revoke ${revoking?.name ?? ''}?`}
        consequences={[
          'It stops working within seconds, wherever it is used.',
          revoking?.lastUsedAt == null ? 'It was never used.' : <LastUse key="use" token={revoking} />,
        ]}
        confirm="Revoke token"
        onConfirm={async () => revoking !== null && revoke(revoking)}
        onClose={() => setRevoking(null)}
      />
    </section>
  );
};

const LastUse = ({ token }: { readonly token: ApiToken }) => (
  <>
    Last used <Time at={token.lastUsedAt} />
    {token.lastUsedFrom === null ? '' : ` from ${token.lastUsedFrom}`}. It cannot be brought back.
  </>
);

const Scopes = ({ token: { role, scopes } }: { readonly token: ApiToken }) => (
  <>
    <Text>{role === 'admin' ? 'All that an admin may' : 'All that a member may'}</Text>
    {scopes.length > 0 && (
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        only {scopes.join(', ')}
      </Text>
    )}
  </>
);
