import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Connection, Job } from '../../api/types';
import { JobProgress } from '../../status/job-progress';
import { StatusBadge } from '../../status/status-badge';
import { Sum } from '../../status/sum';
import { CONNECTION_STATE, counted, JOB_STATUS } from '../../status/words';
import { Time } from '../../time/time';
import { jobPage } from '../execution-log/job-page';
import { ConnectionHealth } from './connection-health';

interface ConnectionsPanelProps {
  readonly connections: readonly Connection[];
  readonly syncs: ReadonlyMap<string, Job | null>;
  readonly running: readonly Job[];
  readonly nextSlots: ReadonlyMap<string, string | null>;
}

/** Each connection: its last sync, its token, what of the day's quota is used, and its next sync. */
export const ConnectionsPanel = ({ connections, syncs, running, nextSlots }: ConnectionsPanelProps) => (
  <Paper component="section" aria-labelledby="connections">
    <Title order={2} id="connections" mb={12}>
      Connections
    </Title>
    {connections.length === 0 && (
      <Text c="dimmed">
        None yet.{' '}
        <Anchor component={Link} to="/administration/connectors" underline="always">
          Create a connection
        </Anchor>{' '}
        to bring calls onto the Timeline.
      </Text>
    )}
    <Stack gap={16}>
      {connections.map((connection) => {
        const last = syncs.get(connection.connectionId) ?? null;
        const next = nextSlots.get(connection.connectionId) ?? null;
        const now = running.find(({ connectionId }) => connectionId === connection.connectionId);
        const state = CONNECTION_STATE[connection.state];
        return (
          <Stack key={connection.connectionId} gap={4}>
            <Group justify="space-between" gap={8}>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {connection.name}
              </Text>
              <StatusBadge meaning={state.meaning}>{state.words}</StatusBadge>
            </Group>
            {last === null ? (
              <Text c="dimmed">No sync yet.</Text>
            ) : (
              <Text>
                <Anchor component={Link} to={jobPage(last.jobId)} underline="always">
                  Last sync
                </Anchor>{' '}
                <Time at={last.startedAt} />: {JOB_STATUS[last.status].words.toLowerCase()},{' '}
                {counted(last.counts.read, 'call')} read
              </Text>
            )}
            {last !== null && <Sum counts={last.counts} href={(count) => jobPage(last.jobId, count)} />}
            <ConnectionHealth connection={connection} />
            {now !== undefined && <JobProgress job={now} />}
            <Text c="dimmed">
              {next === null ? (
                'The sync is off.'
              ) : (
                <>
                  Next sync <Time at={next} />
                </>
              )}
            </Text>
          </Stack>
        );
      })}
    </Stack>
  </Paper>
);
