import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { notifyProblem } from '../../feedback/notify';
import { PageHeader } from '../../frame/page-header';
import { useMe } from '../../frame/use-me';
import { StatusBadge } from '../../status/status-badge';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { AddMember } from './add-member';
import { ChangeMember } from './change-member';
import { InvitationDialog } from './invitation-dialog';
import { type Invitation, type Member, useMembers } from './queries';

const STATE = {
  invited: { meaning: 'waiting', words: 'Invited' },
  active: { meaning: 'ok', words: 'Active' },
  off: { meaning: 'skipped', words: 'Switched off' },
} as const;

export const Page = () => {
  const client = useQueryClient();
  const me = useMe();
  const members = useMembers();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const [invited, setInvited] = useState<{ readonly name: string; readonly invitation: Invitation } | null>(null);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: ['members'] });
  const invite = async ({ memberId, name }: Member): Promise<void> => {
    try {
      const header = { 'Idempotency-Key': crypto.randomUUID() };
      const { data } = await api.POST('/api/members/{memberId}/invitation', { params: { path: { memberId }, header } });
      if (data !== undefined) setInvited({ name, invitation: data });
    } catch (error) {
      notifyProblem(error);
    }
  };
  const remove = async ({ memberId, etag }: Member): Promise<void> => {
    await api.DELETE('/api/members/{memberId}', { params: { path: { memberId }, header: { 'If-Match': etag } } });
    await reload();
  };
  const columns: readonly Column<Member>[] = [
    {
      id: 'name',
      title: 'Name',
      main: true,
      cell: ({ name, email }) => (
        <>
          <Text fw={600}>{`${name}${email === me.email ? ' (you)' : ''}`}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </>
      ),
    },
    { id: 'role', title: 'Role', cell: ({ role }) => (role === 'admin' ? 'Admin' : 'Member') },
    {
      id: 'state',
      title: 'State',
      cell: ({ state }) => <StatusBadge meaning={STATE[state].meaning}>{STATE[state].words}</StatusBadge>,
    },
    {
      id: 'signIn',
      title: 'Signs in',
      cell: ({ signIn }) => (signIn === 'local' ? 'With a password' : 'By single sign-on'),
    },
    { id: 'lastSignInAt', title: 'Last sign-in', cell: ({ lastSignInAt }) => <Time at={lastSignInAt} /> },
    { id: 'createdAt', title: 'Added', off: true, cell: ({ createdAt }) => <Time at={createdAt} as="absolute" /> },
    {
      id: 'act',
      title: 'Change',
      cell: (member) => (
        <Group gap={8} wrap="nowrap">
          <Button variant="default" size="xs" aria-label={`Change ${member.name}`} onClick={() => setChanging(member)}>
            Change
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="subtle" size="xs" px={8} aria-label={`More for ${member.name}`}>
                <IconDots size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {member.signIn === 'local' && (
                <Menu.Item onClick={() => void invite(member)}>Make a new invitation link</Menu.Item>
              )}
              <Menu.Item c="var(--meaning-failed-text)" onClick={() => setRemoving(member)}>
                Remove
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Members"
        about="Who may sign in here. Admins set the sync up; members see Home and the Timelines."
        actions={<Button onClick={() => setAdding(true)}>Add member</Button>}
      />
      <DataTable
        name="members"
        label="Members"
        noun="member"
        columns={columns}
        list={wholeList(members)}
        rowKey={({ memberId }) => memberId}
        empty={null}
      />
      {adding && (
        <AddMember
          onClose={() => setAdding(false)}
          onAdded={async (name, invitation) => {
            setAdding(false);
            if (invitation !== null) setInvited({ name, invitation });
            await reload();
          }}
        />
      )}
      {changing !== null && <ChangeMember member={changing} onChanged={reload} onClose={() => setChanging(null)} />}
      {invited !== null && <InvitationDialog {...invited} onClose={() => setInvited(null)} />}
      <ConfirmDialog
        opened={removing !== null}
        title={`Remove ${removing?.name ?? ''}?`}
        consequences={['Their sessions end at once.', 'What they did stays in the audit log. They can be added again.']}
        confirm="Remove member"
        onConfirm={async () => removing !== null && remove(removing)}
        onClose={() => setRemoving(null)}
      />
    </>
  );
};
