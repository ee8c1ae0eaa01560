import { Anchor, Group, Paper, Switch, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Connection } from '../../api/types';
import { StatusBadge } from '../../status/status-badge';
import { CONNECTION_STATE } from '../../status/words';
import { Time } from '../../time/time';
import type { OfForm } from './section';

interface ToggleSectionProps extends OfForm {
  readonly connection: Connection;
}

/** S7: the toggle, when it runs next, and what keeps it from running. */
export const ToggleSection = ({ form, base, connection }: ToggleSectionProps) => {
  const { enabled } = form.getValues();
  const state = CONNECTION_STATE[connection.state];
  return (
    <Paper component="section" aria-label="Sync">
      <Group justify="space-between" align="flex-start" gap={16}>
        <Switch
          label="Sync Gong Meetings"
          description={
            enabled
              ? 'Every meeting that passes the filters comes onto the Timeline.'
              : 'Off: Save only stores. The schedule, manual starts, webhooks and automatic retries are held, not lost.'
          }
          styles={{ label: { fontWeight: 600 } }}
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
        <Group gap={8}>
          <Text span style={{ overflowWrap: 'anywhere' }}>
            {connection.name}
          </Text>
          <StatusBadge meaning={state.meaning}>{state.words}</StatusBadge>
        </Group>
      </Group>
      <Text mt={12} c="dimmed">
        {base.nextSlotAt === null ? (
          'No sync is planned: the sync is off as stored.'
        ) : (
          <>
            Next sync: <Time at={base.nextSlotAt} as="absolute" />.
          </>
        )}
      </Text>
      {connection.state !== 'active' && (
        <Text mt={8} c="var(--meaning-failed-text)">
          {connection.stateReason ?? 'This connection cannot be used.'}{' '}
          <Anchor component={Link} to="/administration/connectors" underline="always">
            Authorize it on Connectors
          </Anchor>{' '}
          before Save can start a sync.
        </Text>
      )}
    </Paper>
  );
};
