import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, dataOf } from '../../api/client';
import type { Connection } from '../../api/types';
import { notify, notifyProblem } from '../../feedback/notify';

/** Starts a sync with the settings as they are: of the one connection, or of one that is chosen. */
export const SyncNow = ({ connections }: { readonly connections: readonly Connection[] }) => {
  const [starting, setStarting] = useState(false);
  const active = connections.filter(({ state }) => state === 'active');
  const start = async ({ connectionId, name }: Connection): Promise<void> => {
    setStarting(true);
    try {
      const header = { 'Idempotency-Key': crypto.randomUUID() };
      const { alreadyRunning } = await dataOf(
        api.POST('/api/connections/{connectionId}/syncs', { params: { path: { connectionId }, header } }),
      );
      if (alreadyRunning) notify('A sync is running already', `${name} is being read; another run is not needed.`);
      else notify('Sync started', `${name} is read now; its row shows the progress.`);
    } catch (error) {
      notifyProblem(error);
    } finally {
      setStarting(false);
    }
  };
  const [only] = active;
  if (only === undefined) {
    return (
      <Button component={Link} to="/administration/connectors" variant="default">
        Go to Connectors
      </Button>
    );
  }
  const icon = <IconRefresh size={16} aria-hidden />;
  if (active.length === 1) {
    return (
      <Button leftSection={icon} loading={starting} onClick={() => void start(only)}>
        Sync now
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button leftSection={icon} rightSection={<IconChevronDown size={14} aria-hidden />} loading={starting}>
          Sync now
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {active.map((connection) => (
          <Menu.Item key={connection.connectionId} onClick={() => void start(connection)}>
            {connection.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
