import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { Time } from '../../time/time';
import { useLatestActivities } from './queries';

export const LatestActivities = () => {
  const { data, error, isPending, refetch } = useLatestActivities();
  return (
    <Paper component="section" aria-labelledby="latest-activities">
      <Title order={2} id="latest-activities" mb={12}>
        Latest activities
      </Title>
      {isPending && <Loading of="the latest activities" heights={[44, 44, 44, 44, 44]} />}
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Text c="dimmed">None yet. The first sync brings recorded meetings here.</Text>}
      <Stack gap={12}>
        {data?.map((activity) => (
          <div key={activity.activityId}>
            <Anchor
              component={Link}
              to={`/companies/${activity.company.gsid}?activity=${activity.activityId}`}
              style={{ overflowWrap: 'anywhere' }}
            >
              {activity.subject}
            </Anchor>
            <Text size="xs" c="dimmed">
              {activity.company.name} · {activity.author.name} · <Time at={activity.startedAt} />
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
};
