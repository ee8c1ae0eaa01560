import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Connection } from '../../api/types';
import { StatusBadge } from '../../status/status-badge';
import { CONNECTION_STATE } from '../../status/words';

const LOG = '/administration/timeline/integrations/execution-log';

/** What was deleted after it had read: its log stays, and this leads to it. */
export const DeletedConnections = ({ connections }: { readonly connections: readonly Connection[] }) => (
  <section aria-labelledby="deleted">
    <Title order={2} id="deleted" mb={8}>
      Deleted
    </Title>
    <Paper py={4}>
      {connections.map(({ connectionId, name, state }) => (
        <Group key={connectionId} component="article" aria-label={name} gap="4px 12px" py={8}>
          <Text style={{ overflowWrap: 'anywhere' }}>{name}</Text>
          <StatusBadge meaning={CONNECTION_STATE[state].meaning}>{CONNECTION_STATE[state].words}</StatusBadge>
          <Anchor component={Link} to={`${LOG}?connection=${connectionId}`} ml="auto">
            Execution Log
          </Anchor>
        </Group>
      ))}
    </Paper>
  </section>
);
