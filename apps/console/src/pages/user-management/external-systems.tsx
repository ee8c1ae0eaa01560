import { Anchor, Flex, Paper, Select, Stack, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useLinkedConnections } from '../../api/use-connections';
import { EmptyState } from '../../feedback/empty-state';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { GongUsers } from './gong-users';

/** The only kind of connection there is. */
const CONNECTION_TYPE = 'GONG_IO';

/** Connection Type, Connection, and the users of Gong at the right of them. */
export const ExternalSystems = () => {
  const [address, setAddress] = useSearchParams();
  const connections = useLinkedConnections();
  const connectionId = address.get('connection');
  const type = connectionId === null ? address.get('type') : CONNECTION_TYPE;
  if (connections.error !== null && connections.data === undefined) {
    return <ProblemAlert problem={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (connections.data === undefined) return <Loading of="the connections" heights={[70, 70, 300]} />;
  const known = connections.data.find((each) => each.connectionId === connectionId);
  return (
    <Flex gap={24} direction={{ base: 'column', md: 'row' }} align={{ base: 'stretch', md: 'flex-start' }} data-wide>
      <Paper w={{ base: '100%', md: 220 }} style={{ flex: 'none' }}>
        <Stack gap={16}>
          <Select
            label="Connection Type"
            placeholder="Choose"
            data={[CONNECTION_TYPE]}
            value={type}
            allowDeselect={false}
            onChange={(chosen) => chosen !== null && setAddress({ add: 'external-systems', type: chosen })}
          />
          <Select
            label="Connection"
            placeholder={type === null ? 'Choose a type first' : 'Choose'}
            disabled={type === null}
            data={connections.data.map((each) => ({ value: each.connectionId, label: each.name }))}
            value={known?.connectionId ?? null}
            allowDeselect={false}
            nothingFoundMessage="No connection yet"
            onChange={(connection) => connection !== null && setAddress({ add: 'external-systems', connection })}
          />
          {connections.data.length === 0 && (
            <Text c="dimmed">
              None yet.{' '}
              <Anchor component={Link} to="/administration/connectors" underline="always">
                Create a connection
              </Anchor>
            </Text>
          )}
        </Stack>
      </Paper>
      <div style={{ flex: 1, minWidth: 0 }}>
        {known === undefined ? (
          <EmptyState title={connectionId === null ? 'Choose a connection' : 'This connection does not exist'}>
            Choose {CONNECTION_TYPE} and a connection: its users load here, each with a Status.
          </EmptyState>
        ) : (
          <GongUsers key={known.connectionId} connectionId={known.connectionId} />
        )}
      </div>
    </Flex>
  );
};
