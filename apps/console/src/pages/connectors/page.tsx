import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useConnections } from '../../api/use-connections';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { PageHeader } from '../../frame/page-header';
import { ConnectedDialog } from './connected-dialog';
import { ConnectionList } from './connection-list';
import { CreateConnection } from './create-connection';

const AGAIN_MS = 15_000;

export const Page = () => {
  const { data: connections, error, refetch } = useConnections({ refetchMs: AGAIN_MS });
  const [address, setAddress] = useSearchParams();
  // S1: Create Connection elsewhere leads to `?create=gong`.
  const [creating, { open, close }] = useDisclosure(address.has('create'));
  const connected = connections?.find(
    ({ connectionId, state }) => connectionId === address.get('connected') && state === 'active',
  );
  return (
    <>
      <PageHeader
        title="Connectors"
        about="Where recorded meetings come from, and whether the way there is open."
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            Create Connection
          </Button>
        }
      />
      {error !== null && connections === undefined && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {error === null && connections === undefined && <Loading of="the connections" heights={[128, 128]} />}
      {connections !== undefined && <ConnectionList connections={connections} onCreate={open} />}
      <CreateConnection opened={creating} onClose={close} />
      {connected !== undefined && (
        <ConnectedDialog connection={connected} onClose={() => setAddress({}, { replace: true })} />
      )}
    </>
  );
};
