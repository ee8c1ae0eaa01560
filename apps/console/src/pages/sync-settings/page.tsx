import { Button, Select } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useLinkedConnections } from '../../api/use-connections';
import { EmptyState } from '../../feedback/empty-state';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { PageHeader } from '../../frame/page-header';
import { IntegrationTabs } from '../integrations/integration-tabs';
import { useActivityTypes, useFilterFields, useTaggedSettings } from './queries';
import { SettingsForm } from './settings-form';

const CONNECTORS = '/administration/connectors';

export const Page = () => {
  const connections = useLinkedConnections();
  return (
    <>
      <PageHeader
        title="Integrations"
        about="Which meetings come from Gong onto the Timeline, when, and as what."
        actions={
          <Button component={Link} to={CONNECTORS} variant="default">
            Create Connection
          </Button>
        }
      />
      <IntegrationTabs current="settings" />
      {connections.error !== null && connections.data === undefined ? (
        <ProblemAlert problem={connections.error} onRetry={() => void connections.refetch()} />
      ) : connections.data === undefined ? (
        <Loading of="the connections" heights={[60, 120, 120, 160]} />
      ) : connections.data.length === 0 ? (
        <EmptyState
          title="Gong is not connected yet"
          action={
            <Button component={Link} to={CONNECTORS}>
              Go to Connectors
            </Button>
          }
        >
          Settings belong to a connection. Create one on Connectors, then choose here what comes onto the Timeline.
        </EmptyState>
      ) : (
        <OfConnection connections={connections.data} />
      )}
    </>
  );
};

type Connections = NonNullable<ReturnType<typeof useLinkedConnections>['data']>;

const OfConnection = ({ connections }: { readonly connections: Connections }) => {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('connection');
  const chosen = connections.find(({ connectionId }) => connectionId === asked) ?? connections[0];
  if (chosen === undefined) return null;
  return (
    <>
      {connections.length > 1 && (
        <Select
          label="Connection"
          description="Each has settings of its own."
          data={connections.map(({ connectionId, name }) => ({ value: connectionId, label: name }))}
          value={chosen.connectionId}
          allowDeselect={false}
          maw={400}
          mb={24}
          onChange={(connection) => connection !== null && setAddress({ connection })}
        />
      )}
      <Loaded key={chosen.connectionId} connection={chosen} />
    </>
  );
};

const Loaded = ({ connection }: { readonly connection: Connections[number] }) => {
  const settings = useTaggedSettings(connection.connectionId);
  const fields = useFilterFields();
  const types = useActivityTypes();
  const needed = [settings, fields, types];
  const failed = needed.find(({ data, error }) => data === undefined && error !== null);
  if (failed !== undefined) {
    return (
      <ProblemAlert problem={failed.error} onRetry={() => void Promise.all(needed.map((each) => each.refetch()))} />
    );
  }
  if (settings.data === undefined || fields.data === undefined || types.data === undefined) {
    return <Loading of="the settings" heights={[60, 120, 120, 160]} />;
  }
  return <SettingsForm connection={connection} loaded={settings.data} fields={fields.data} types={types.data} />;
};
