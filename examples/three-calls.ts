import { randomUUID } from 'node:crypto';
import { CallFailed, connect, JobService, SyncService, timeline, TimelineService } from '@gong-timeline/client';

/** Three calls of the client that other teams install: a page, what changed, and a sync until its job has ended. */
const { GONG_TIMELINE_GRPC = '127.0.0.1:4100', GONG_TIMELINE_TOKEN = '', CONNECTION = '' } = process.env;

async function main(): Promise<void> {
  const gong = connect({ address: GONG_TIMELINE_GRPC, token: GONG_TIMELINE_TOKEN });
  try {
    const page = await gong.call(
      TimelineService.listActivities,
      timeline.ListActivitiesRequest.create({ pageSize: 3 }),
    );
    for (const { subject, startedAt, company } of page.activities) console.log(startedAt, company?.name, '-', subject);

    let [changes, last] = [0, ''];
    for await (const { position } of gong.stream(TimelineService.streamActivities, { since: '', follow: false })) {
      changes += 1;
      last = position;
    }
    console.log(`${changes} changes; the next time from ${last}`);

    const request = { connectionId: CONNECTION, requestId: randomUUID() };
    const { jobId } = await gong.call(SyncService.startSync, request);
    await untilThere(() => gong.call(JobService.getJob, { jobId }));
    for await (const { job } of gong.stream(JobService.watchJob, { jobId })) {
      console.log(
        `${job?.counts?.read ?? 0} calls read, ${job?.endedAt === undefined ? (job?.step ?? 'begun') : 'ended'}`,
      );
    }
  } finally {
    gong.close();
  }
}

/** A job is told of by Kafka: within a moment of its start it may not be found yet. */
async function untilThere(look: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await look();
      return;
    } catch (error) {
      if (!(error instanceof CallFailed) || error.code !== 'not-found' || tries === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

main().catch((error: unknown) => {
  if (error instanceof CallFailed) console.error(error.status, error.code, error.fields, error.correlationId);
  console.error(error);
  process.exitCode = 1;
});
