import { SimpleGrid, Stack } from '@mantine/core';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { PageHeader } from '../../frame/page-header';
import { useMe } from '../../frame/use-me';
import { CallsByDay } from './calls-by-day';
import { ConnectionsPanel } from './connections-panel';
import { isAllWell } from './is-all-well';
import { LatestActivities } from './latest-activities';
import { useConnections, useJobsOfMonth, useNextSlots } from './queries';
import { useRunningJobs } from './use-running-jobs';
import { WellnessLine } from './wellness-line';

export const Page = () => {
  const { role } = useMe();
  return (
    <>
      <PageHeader title="Home" about="Whether all is well, what waits for you, and what came onto the Timeline last." />
      {role === 'admin' ? <ForAdmins /> : <LatestActivities />}
    </>
  );
};

const ForAdmins = () => {
  const connections = useConnections();
  const jobs = useJobsOfMonth();
  const running = useRunningJobs();
  const nextSlots = useNextSlots(connections.data?.map(({ connectionId }) => connectionId) ?? []);
  const problem = connections.error ?? jobs.error;
  if (problem !== null && (connections.data === undefined || jobs.data === undefined)) {
    const retry = (): void => void Promise.all([connections.refetch(), jobs.refetch()]);
    return <ProblemAlert problem={problem} onRetry={retry} />;
  }
  if (connections.data === undefined || jobs.data === undefined) return <Loading of="Home" heights={[56, 290, 300]} />;
  const next = [...nextSlots.values()].filter((slot) => slot !== null).toSorted()[0] ?? null;
  return (
    <Stack gap={16}>
      <WellnessLine wellness={isAllWell(connections.data, jobs.data)} next={next} />
      <CallsByDay jobs={jobs.data} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing={16}>
        <ConnectionsPanel connections={connections.data} jobs={jobs.data} running={running} nextSlots={nextSlots} />
        <LatestActivities />
      </SimpleGrid>
    </Stack>
  );
};
