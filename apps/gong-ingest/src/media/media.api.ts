import { readCallRecording, readCallTrackers, type ResponseOf } from '@gong-timeline/contracts';
import { Clock, Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { toTrackers } from '../gong/to-trackers';
import { CallViewer } from './call-viewer';
import { toRecording } from './to-recording';

/** For timeline-writer only: no gateway offers it. */
@Controller()
export class MediaApi {
  constructor(
    @Inject(CallViewer) private readonly viewer: CallViewer,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(readCallRecording)
  async recording(@Input() input: InputOf<typeof readCallRecording>): Promise<ResponseOf<typeof readCallRecording>> {
    const askedAt = this.clock.now();
    const viewing = await this.viewer.view(viewedBy(input), { exposedFields: { media: true } });
    if ('why' in viewing) return { loaded: false, why: viewing.why };
    const recording = toRecording(viewing.look.item, askedAt);
    return recording === null ? { loaded: false, why: 'nothing-there' } : { loaded: true, recording };
  }

  @Implements(readCallTrackers)
  async trackers(@Input() input: InputOf<typeof readCallTrackers>): Promise<ResponseOf<typeof readCallTrackers>> {
    const content = { trackers: true, trackerOccurrences: true };
    const viewing = await this.viewer.view(viewedBy(input), { exposedFields: { content } });
    if ('why' in viewing) return { loaded: false, why: viewing.why };
    const trackers = toTrackers(viewing.look.call.content);
    return trackers.length === 0 ? { loaded: false, why: 'nothing-there' } : { loaded: true, trackers };
  }
}

const viewedBy = ({
  identity,
  params,
  correlationId,
}: InputOf<typeof readCallRecording> | InputOf<typeof readCallTrackers>) => ({
  tenantId: identity.tenantId,
  callId: params.callId,
  correlationId,
});
