import { Anchor, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { EmptyState } from '../../feedback/empty-state';
import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import { useAddressFilters } from '../../filters/use-address-filters';
import { StatusBadge } from '../../status/status-badge';
import type { Column } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { nameOf } from './name-of';
import { type GongUser, useGongUsers, useStatusCounts } from './queries';
import { StatusFilter } from './status-filter';
import { STATUS_MEANING } from './status-words';
import { SuggestedUserDialog } from './suggested-user-dialog';

const FILTERS = { status: 'text', search: 'text' } as const;

export const GongUsers = ({ connectionId }: { readonly connectionId: string }) => {
  const client = useQueryClient();
  const { values, any, change, clear } = useAddressFilters(FILTERS);
  const list = useGongUsers(connectionId, values);
  const { data: counts } = useStatusCounts(connectionId, values.search);
  const [mapping, setMapping] = useState<GongUser | null>(null);
  const [removing, setRemoving] = useState<GongUser | null>(null);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: ['gong-users', connectionId] });
  const remove = async ({ gongUserId, etag }: GongUser): Promise<void> => {
    await api.DELETE('/api/connections/{connectionId}/gong-users/{gongUserId}/mapping', {
      params: { path: { connectionId, gongUserId }, header: { 'If-Match': etag } },
    });
    await reload();
  };
  const columns: readonly Column<GongUser>[] = [
    { id: 'name', title: 'User at Gong', main: true, width: '40%', cell: (user) => <AtGong user={user} /> },
    { id: 'status', title: 'Status', cell: (user) => <Status user={user} onOpen={() => setMapping(user)} /> },
    { id: 'user', title: 'User', width: '24%', cell: (user) => <MappedTo user={user} /> },
    { id: 'waiting', title: 'Waiting', align: 'right', cell: (user) => <Waiting user={user} /> },
    {
      id: 'act',
      title: 'Mapping',
      cell: (user) => (
        <Group gap={8} wrap="nowrap">
          <Button
            variant="default"
            size="xs"
            aria-label={`${verbOf(user)} ${nameOf(user)}`}
            onClick={() => setMapping(user)}
          >
            {verbOf(user)}
          </Button>
          {user.how === 'by-hand' && (
            <Button
              variant="subtle"
              size="xs"
              aria-label={`Remove the mapping of ${nameOf(user)}`}
              onClick={() => setRemoving(user)}
            >
              Remove
            </Button>
          )}
        </Group>
      ),
    },
  ];
  return (
    <>
      <FilterBar any={any} onClear={clear}>
        <SearchField
          label="Search"
          placeholder="Name, e-mail, alias or Gong user id"
          value={values.search}
          onChange={(search) => change({ search })}
        />
      </FilterBar>
      <StatusFilter counts={counts} chosen={values.status} onChoose={(status) => change({ status })} />
      <DataTable
        name="gong-users"
        label="Users at Gong"
        noun="user"
        columns={columns}
        list={list}
        rowKey={({ gongUserId }) => gongUserId}
        empty={
          any ? (
            <EmptyState title="No user of Gong fits these filters">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="Gong's users are not loaded yet">
              They are read when the settings are saved, and again at each run.
            </EmptyState>
          )
        }
      />
      {mapping !== null && (
        <SuggestedUserDialog
          connectionId={connectionId}
          gongUser={mapping}
          onChanged={reload}
          onClose={() => setMapping(null)}
        />
      )}
      <ConfirmDialog
        opened={removing !== null}
        title={`Remove the mapping of ${removing === null ? '' : nameOf(removing)}?`}
        consequences={[
          'The rules decide again, for calls that are new or change from then on.',
          'Activities that are there keep their Author.',
        ]}
        confirm="Remove mapping"
        onConfirm={async () => removing !== null && remove(removing)}
        onClose={() => setRemoving(null)}
      />
    </>
  );
};

const verbOf = ({ status, user }: GongUser): string =>
  status === 'Conflict' ? 'Choose' : user === null ? 'Map' : 'Change';

const AtGong = ({ user }: { readonly user: GongUser }) => (
  <>
    <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
      {nameOf(user)}
    </Text>
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {user.emailAddress ??
        (user.emailAliases[0] === undefined ? 'No e-mail at Gong' : `Alias ${user.emailAliases[0]}`)}
      {user.inGongList ? (user.activeAtGong ? '' : ', inactive at Gong') : ', no longer at Gong'}
    </Text>
  </>
);

const Status = ({ user, onOpen }: { readonly user: GongUser; onOpen(): void }) => {
  const badge = <StatusBadge meaning={STATUS_MEANING[user.status]}>{user.status}</StatusBadge>;
  if (user.status !== 'Conflict') return badge;
  return (
    <UnstyledButton
      aria-label={`Conflict: choose the User of ${nameOf(user)}`}
      style={{ textDecoration: 'underline', textDecorationColor: 'var(--meaning-waiting-text)' }}
      onClick={onOpen}
    >
      {badge}
    </UnstyledButton>
  );
};

/** The number leads to those calls. */
const Waiting = ({ user: { waitingCalls, emailAddress } }: { readonly user: GongUser }) => {
  if (waitingCalls === 0) {
    return (
      <Text span c="dimmed">
        –
      </Text>
    );
  }
  const search = emailAddress === null ? '' : `?search=${encodeURIComponent(emailAddress)}`;
  return (
    <Anchor component={Link} to={`/administration/timeline/integrations/execution-log${search}`} underline="always">
      {waitingCalls}
    </Anchor>
  );
};

const MappedTo = ({ user: { user, how } }: { readonly user: GongUser }) => {
  if (user === null) return <Text c="dimmed">None</Text>;
  return (
    <>
      <Text style={{ overflowWrap: 'anywhere' }}>{user.name}</Text>
      <Text size="xs" c="dimmed">
        {`${user.licence}${user.active ? '' : ', inactive'}, ${how === 'by-hand' ? 'mapped by hand' : 'by the rules'}`}
      </Text>
    </>
  );
};
