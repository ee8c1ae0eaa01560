import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, dataOf } from '../../api/client';
import type { Connection } from '../../api/types';
import { notifyProblem } from '../../feedback/notify';
import { CopyId } from '../../ids/copy-id';
import { StatusBadge } from '../../status/status-badge';
import { CONNECTION_STATE } from '../../status/words';
import { Time } from '../../time/time';
import { leaveFor } from './leave-for';

const INTEGRATIONS = '/administration/timeline/integrations';

interface ConnectionCardProps {
  readonly connection: Connection;
  onDelete(): void;
}

/** One connection that is not deleted: its state in words, what is to be known of it, and what can be done. */
export const ConnectionCard = ({ connection, onDelete }: ConnectionCardProps) => {
  const { connectionId, name, state, stateReason, apiBaseUrl, authorizedAt, createdAt, notices } = connection;
  const [leaving, setLeaving] = useState(false);
  const said = CONNECTION_STATE[state];
  const authorize = async (): Promise<void> => {
    setLeaving(true);
    try {
      const params = { path: { connectionId }, header: { 'Idempotency-Key': crypto.randomUUID() } };
      leaveFor((await dataOf(api.POST('/api/connections/{connectionId}/authorize', { params }))).authorizeUrl);
    } catch (error) {
      setLeaving(false);
      notifyProblem(error);
    }
  };
  return (
    <Paper component="article" aria-label={name}>
      <Stack gap={12}>
        <Group justify="space-between" align="flex-start" gap="8px 16px">
          <div style={{ minWidth: 0, flex: '1 1 280px' }}>
            <Group gap="4px 12px">
              <Title order={2} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Title>
              <StatusBadge meaning={said.meaning}>{said.words}</StatusBadge>
            </Group>
            <Text c="dimmed">
              Gong
              {authorizedAt === null ? (
                <>
                  , created <Time at={createdAt} />
                </>
              ) : (
                <>
                  , authorized <Time at={authorizedAt} />
                </>
              )}
            </Text>
          </div>
          <Group gap={8}>
            <Button variant="default" loading={leaving} onClick={() => void authorize()}>
              {state === 'pending' ? 'Authorize' : 'Re-authorize'}
            </Button>
            <Button variant="subtle" c="var(--meaning-failed-text)" onClick={onDelete} aria-label={`Delete ${name}`}>
              Delete
            </Button>
          </Group>
        </Group>
        {stateReason !== null && <Text style={{ overflowWrap: 'anywhere' }}>{stateReason}</Text>}
        {notices.map(({ code, message }) => (
          <Alert
            key={code}
            p={12}
            icon={<IconAlertTriangle aria-hidden />}
            styles={{
              icon: { color: 'var(--meaning-waiting-text)' },
              root: { background: 'var(--meaning-waiting-soft)' },
              message: { color: 'var(--meaning-waiting-text)' },
            }}
          >
            {message}
          </Alert>
        ))}
        <Group gap="4px 16px">
          {state !== 'pending' && (
            <Anchor component={Link} to={`${INTEGRATIONS}?connection=${connectionId}`}>
              Settings
            </Anchor>
          )}
          {authorizedAt !== null && (
            <Anchor component={Link} to={`${INTEGRATIONS}/execution-log?connection=${connectionId}`}>
              Execution Log
            </Anchor>
          )}
          {apiBaseUrl !== null && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {apiBaseUrl}
            </Text>
          )}
          <CopyId id={connectionId} label="Connection id" />
        </Group>
      </Stack>
    </Paper>
  );
};
