import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api, dataOf } from '../../api/client';
import { toProblem } from '../../api/problem';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { PageHeader } from '../../frame/page-header';
import { wayOn } from './way-on';

/** Where Gong's pages lead back to. What they brought works once: it is asked once, and does not stay in the address. */
export const Page = () => {
  const [address] = useSearchParams();
  const [state, code, error] = ['state', 'code', 'error'].map((name) => address.get(name));
  const { data, error: failed } = useQuery({
    queryKey: ['authorization', state, code, error],
    queryFn: () => {
      const query = { state: state ?? '', ...(code && { code }), ...(error && { error }) };
      return dataOf(api.GET('/api/oauth/gong/callback', { params: { query } }));
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (data !== undefined) {
    return <Navigate to={`/administration/connectors?connected=${data.connection.connectionId}`} replace />;
  }
  if (failed === null) {
    return (
      <>
        <PageHeader title="Connecting Gong" />
        <Loading of="Gong" heights={[120]} />
      </>
    );
  }
  const { title, reasons, now } = wayOn(toProblem(failed).code);
  return (
    <Stack gap={16} maw={720}>
      <PageHeader title={title} about="No connection was made or changed." />
      <ProblemAlert problem={failed} />
      {reasons.length > 0 && (
        <div>
          <Text fw={600}>Probable reasons</Text>
          <List>
            {reasons.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Text>{now}</Text>
      <Group>
        <Button component={Link} to="/administration/connectors">
          Go to Connectors
        </Button>
      </Group>
    </Stack>
  );
};
