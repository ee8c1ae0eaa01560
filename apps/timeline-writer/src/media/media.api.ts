import {
  getRecording,
  getTrackers,
  type LoadFailure,
  type OperationDefinition,
  readCallRecording,
  readCallTrackers,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import {
  Implements,
  Input,
  type InputOf,
  LOGGER,
  type Logger,
  notFound,
  type ServiceClient,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findActivity } from '../store/read-activities';
import { loadFailed, type Media } from './load-failed';

/** Injection token: gong-ingest over HTTP. */
export const GONG_INGEST = Symbol('GONG_INGEST');

/** A little longer than gong-ingest lets a look take. */
const LOOK_TIMEOUT_MS = 12_000;

type Looked = InputOf<typeof getRecording> | InputOf<typeof getTrackers>;
type Question = typeof readCallRecording | typeof readCallTrackers;

/**
 * S13: what Gong is asked for when somebody looks at an Activity. Whatever fails, the Activity stays readable. Nobody on
 * the way may store an answer: the runtime says so (cache-control) with each.
 */
@Controller()
export class MediaApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(GONG_INGEST) private readonly gongIngest: Pick<ServiceClient, 'call'>,
    @Inject(LOGGER) private readonly log: Pick<Logger, 'warn'>,
  ) {}

  @Implements(getRecording)
  async recording(@Input() input: InputOf<typeof getRecording>): Promise<ResponseOf<typeof getRecording>> {
    const answer = await this.ask('recording', readCallRecording, input);
    return answer.recording;
  }

  @Implements(getTrackers)
  async trackers(@Input() input: InputOf<typeof getTrackers>): Promise<ResponseOf<typeof getTrackers>> {
    const answer = await this.ask('trackers', readCallTrackers, input);
    return { items: answer.trackers };
  }

  private async ask<Q extends Question & OperationDefinition>(
    media: Media,
    question: Q,
    { identity: { tenantId }, params: { activityId }, correlationId, traceparent }: Looked,
  ): Promise<Extract<ResponseOf<Q>, { loaded: true }>> {
    const activity = await findActivity(this.database.within(tenantId), tenantId, activityId);
    if (activity === undefined) throw notFound('Activity');
    const { callId } = activity;
    const call = { tenantId, params: { callId }, correlationId, traceparent };
    const answer = await this.gongIngest
      .call<Question>(question, { ...call, signal: AbortSignal.timeout(LOOK_TIMEOUT_MS), timeoutMs: LOOK_TIMEOUT_MS })
      .catch((error: unknown) => {
        this.log.warn({ err: error, tenantId, callId, media }, 'Gong could not be asked for what somebody looks at');
        return { loaded: false, why: 'our-side' } as const;
      });
    if (!answer.loaded) throw loadFailed(media, answer.why satisfies LoadFailure | 'our-side');
    return answer as Extract<ResponseOf<Q>, { loaded: true }>;
  }
}
