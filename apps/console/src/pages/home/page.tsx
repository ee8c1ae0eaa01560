import { SimpleGrid, Stack } from '@mantine/core';
import { useConnections, useLinkedConnections } from '../../api/use-connections';
import { useJobCounts } from '../../api/use-job-counts';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { PageHeader } from '../../frame/page-header';
import { useMe } from '../../frame/use-me';
import { CallsByDay } from './calls-by-day';
import { CallsNow } from './calls-now';
import { ConnectionsPanel } from './connections-panel';
import { isAllWell } from './is-all-well';
import { LatestActivities } from './latest-activities';
import { AGAIN_MS, useCallsByDay, useCallsNow, useJobsOfMonth, useNextSlots } from './queries';
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
  const connections = useConnections({ refetchMs: AGAIN_MS });
  const jobs = useJobsOfMonth();
  const now = useCallsNow();
  const days = useCallsByDay();
  const running = useRunningJobs();
  const linked = useLinkedConnections().data?.map(({ connectionId }) => connectionId);
  const nextSlots = useNextSlots(linked ?? []);
  const counts = useJobCounts(linked ?? [], { refetchMs: AGAIN_MS });
  const all = [connections, counts, jobs, now, days];
  const [connectionsNow, jobsNow, callsNow, callsByDay] = [connections.data, jobs.data, now.data, days.data];
  const countsNow = linked?.length === 0 ? [] : counts.data;
  if (
    countsNow === undefined ||
    connectionsNow === undefined ||
    jobsNow === undefined ||
    callsNow === undefined ||
    callsByDay === undefined
  ) {
    const problem = all.find(({ error }) => error !== null)?.error;
    if (problem === undefined) return <Loading of="Home" heights={[56, 96, 290, 300]} />;
    return <ProblemAlert problem={problem} onRetry={() => void Promise.all(all.map(({ refetch }) => refetch()))} />;
  }
  const syncs = new Map(countsNow.map(({ connectionId, lastSync }) => [connectionId, lastSync]));
  const next = [...nextSlots.values()].filter((slot) => slot !== null).toSorted()[0] ?? null;
  return (
    <Stack gap={16}>
      <WellnessLine wellness={isAllWell(connectionsNow, syncs, jobsNow)} next={next} />
      <CallsNow now={callsNow} />
      <CallsByDay {...callsByDay} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing={16}>
        <ConnectionsPanel
          connections={connectionsNow.filter(({ state }) => state !== 'revoked')}
          syncs={syncs}
          running={running}
          nextSlots={nextSlots}
        />
        <LatestActivities />
      </SimpleGrid>
    </Stack>
  );
};
