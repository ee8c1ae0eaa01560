import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, dataOf } from '../../api/client';
import { toProblem } from '../../api/problem';
import type { JsonOf } from '../../api/types';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { notifyProblem } from '../../feedback/notify';
import { counted } from '../../status/words';
import { type Column, wholeList } from '../../tables/column';
import { DataTable } from '../../tables/data-table';
import { Time } from '../../time/time';
import { browserName } from './browser-name';

type Session = JsonOf<'listSessions'>['items'][number];

/** Where somebody is signed in; any other place can be ended from here. */
export const Sessions = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: ['sessions'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/me/sessions', { signal }))).items,
  });
  const end = async (sessionId: string): Promise<void> => {
    try {
      await api.DELETE('/api/me/sessions/{sessionId}', { params: { path: { sessionId } } });
    } catch (error) {
      // It has ended already, which is what was asked for.
      if (toProblem(error).status !== 404) notifyProblem(error);
    }
    await client.invalidateQueries({ queryKey: ['sessions'] });
  };
  const endAll = async (): Promise<void> => {
    await api.POST('/api/sign-out', { body: { everywhere: true } });
    await navigate('/sign-in');
  };
  const columns: readonly Column<Session>[] = [
    { id: 'agent', title: 'Browser', main: true, cell: ({ agent }) => browserName(agent) },
    { id: 'address', title: 'Address', cell: ({ address }) => address },
    { id: 'lastSeenAt', title: 'Last used', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
    { id: 'createdAt', title: 'Signed in', cell: ({ createdAt }) => <Time at={createdAt} as="absolute" /> },
    {
      id: 'end',
      title: 'Session',
      cell: ({ sessionId, current }) =>
        current ? (
          <Text span c="dimmed">
            This one
          </Text>
        ) : (
          <Button variant="default" size="xs" onClick={() => void end(sessionId)}>
            End
          </Button>
        ),
    },
  ];
  return (
    <section aria-labelledby="sessions">
      <Group mb={8} justify="space-between">
        <Title order={2} id="sessions">
          Where you are signed in
        </Title>
        <Button variant="default" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </Group>
      <DataTable
        name="sessions"
        label="Sessions"
        noun="session"
        columns={columns}
        list={wholeList(query)}
        rowKey={({ sessionId }) => sessionId}
        expected={2}
        empty={<Text c="dimmed">An API token has no sessions.</Text>}
      />
      <ConfirmDialog
        opened={asking}
        title="Sign out everywhere?"
        consequences={[`${counted(query.data?.length ?? 0, 'session')} of yours will end, this one too.`]}
        confirm="Sign out everywhere"
        onConfirm={endAll}
        onClose={() => setAsking(false)}
      />
    </section>
  );
};
