import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, dataOf, taggedOf } from '../../api/client';
import type { Connection } from '../../api/types';
import { Dialog } from '../../feedback/dialog';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { jobPage } from '../execution-log/job-page';

const INTEGRATIONS = '/administration/timeline/integrations';

interface ConnectedDialogProps {
  readonly connection: Connection;
  onClose(): void;
}

/**
 * S2: what comes back from Gong. A connection whose sync is on already was authorized again: its settings are kept, where
 * Initiate Sync would take its filters away.
 */
export const ConnectedDialog = ({ connection, onClose }: ConnectedDialogProps) => {
  const { connectionId, name } = connection;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const path = { connectionId };
  const settings = useQuery({
    queryKey: ['sync-settings', connectionId, 'tagged'],
    queryFn: ({ signal }) =>
      taggedOf(api.GET('/api/connections/{connectionId}/sync-settings', { params: { path }, signal })),
  });
  const unknown = settings.error !== null && settings.data === undefined;
  const isOn = settings.data?.data.enabled === true;
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(null);
    try {
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      const { etag } = settings.data ?? { etag: null };
      const header = { ...key, ...(etag !== null && { 'If-Match': etag }) };
      const jobId = isOn
        ? (await dataOf(api.POST('/api/connections/{connectionId}/syncs', { params: { path, header: key } }))).jobId
        : (await dataOf(api.POST('/api/connections/{connectionId}/initiate-sync', { params: { path, header } }))).job
            .jobId;
      await client.invalidateQueries({ queryKey: ['sync-settings', connectionId] });
      await navigate(jobPage(jobId));
    } catch (error) {
      setProblem(error);
      setStarting(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={`${name} is connected`}>
      <Stack gap={16}>
        {unknown ? (
          <ProblemAlert problem={settings.error} onRetry={() => void settings.refetch()} />
        ) : settings.data === undefined ? (
          <Loading of="its settings" heights={[80]} />
        ) : isOn ? (
          <Text>Gong allowed it again. The sync is on with its settings as they were, and nothing is duplicated.</Text>
        ) : (
          <Text>
            Gong allowed the connection. Nothing is imported yet. Initiate Sync starts importing at once, with the
            Activity Type Meeting and no filters. Go to Timeline leads to the settings, where Save starts the sync with
            what you choose.
          </Text>
        )}
        {problem !== null && <ProblemAlert problem={problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void navigate(`${INTEGRATIONS}?connection=${connectionId}`)}>
            Go to Timeline
          </Button>
          {!unknown && (
            <Button loading={starting || settings.isPending} onClick={() => void start()} data-autofocus>
              {isOn ? 'Sync now' : 'Initiate Sync'}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
};
