import { streamJobProgress, streamJobsProgress } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { eventIdOf } from './progress/job-event';
import type { Wish } from './progress/job-listener';
import { ProgressFeed } from './progress/progress-feed';
import { findWatchedJob } from './store/watch-jobs';

type Asked = Pick<InputOf<typeof streamJobsProgress>, 'request' | 'response'>;

/** Live progress as server-sent events (S33). Listed before JobsApi, whose `:jobId` would take `progress` for an id. */
@Controller()
export class JobProgressApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgressFeed) private readonly feed: ProgressFeed,
  ) {}

  @Implements(streamJobsProgress)
  async all(@Input() { identity, query, ...asked }: InputOf<typeof streamJobsProgress>): Promise<void> {
    const { connectionId = null } = query;
    await this.stream(asked, { tenantId: identity.tenantId, jobId: null, connectionId });
  }

  @Implements(streamJobProgress)
  async one(@Input() { identity, params, ...asked }: InputOf<typeof streamJobProgress>): Promise<void> {
    const { tenantId } = identity;
    const { jobId } = params;
    const job = await findWatchedJob(this.database.within(tenantId), tenantId, jobId);
    if (job === undefined) throw notFound('job');
    if (job.ended_at !== null && lastEventIdOf(asked) === eventIdOf(job)) {
      // Told before, and the last word: a browser stops connecting again at this.
      asked.response.status(204).end();
      return;
    }
    await this.stream(asked, { tenantId, jobId, connectionId: null });
  }

  private async stream(asked: Asked, wish: Omit<Wish, 'lastEventId'>): Promise<void> {
    const { request, response } = asked;
    this.feed.refuseTooMany(wish.tenantId);
    response.setHeader('content-type', streamJobsProgress.responseStream.contentType);
    // Neither kept nor gathered by anything on the way.
    response.setHeader('cache-control', 'no-store, no-transform');
    response.setHeader('x-accel-buffering', 'no');
    if (request.method === 'HEAD') return void response.end();
    response.flushHeaders();
    await this.feed.follow({ ...wish, lastEventId: lastEventIdOf(asked) }, response);
  }
}

const lastEventIdOf = ({ request }: Asked): string | null => {
  const id = request.headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
};
