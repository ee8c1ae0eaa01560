import type { LoadFailure } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { type Logger, notFound } from '@gong-timeline/runtime';
import type { ContentSelector } from '../gong/gong-client';
import { type GongParts, PatientGong } from '../gong/patient-gong';
import { type CallToLookAt, callToLookAt } from '../store/call-to-look-at.store';
import { wantRetries } from '../store/retry-wanted.store';
import { judgeLook, type Look } from './judge-look';
import { whyNotLoaded } from './why-not-loaded';

export interface ViewerParts {
  readonly database: Database;
  /** Its waits are those of a person who is looking. */
  readonly gong: GongParts;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** How long a look may take in all. */
  readonly deadlineMs: number;
}

export interface Viewed {
  readonly tenantId: string;
  readonly callId: string;
  readonly correlationId: string;
}

export type PublicLook = Extract<Look, { kind: 'public' }>;
export type Viewing = { readonly look: PublicLook } | { readonly why: LoadFailure };

/** S13: one call, read at Gong because somebody looks at it. Nothing of the answer is stored or logged. */
export class CallViewer {
  constructor(private readonly parts: ViewerParts) {}

  async view(viewed: Viewed, selector: ContentSelector): Promise<Viewing> {
    const { tenantId, callId } = viewed;
    const call = await callToLookAt(this.parts.database.within(tenantId), tenantId, callId);
    if (call === null) throw notFound('call');
    // It is on its way off the Timeline, or Gong has it no more: that is known without asking.
    if (call.withheld) return { why: 'call-withheld' };
    if (call.connectionState !== 'active') return { why: 'connection-not-usable' };
    try {
      const look = await this.ask(viewed, call, selector);
      if (look.kind === 'public') return { look };
      if (look.kind === 'unreadable') return { why: 'gong-down' };
      await this.readAgain(viewed, call);
      return { why: 'call-withheld' };
    } catch (error) {
      const why = whyNotLoaded(error);
      if (why === null) throw error;
      this.parts.log.warn({ err: error, tenantId, callId, why }, 'a call that was looked at could not be loaded');
      return { why };
    }
  }

  private async ask(
    { tenantId, callId, correlationId }: Viewed,
    { connectionId }: CallToLookAt,
    selector: ContentSelector,
  ): Promise<Look> {
    const by = { tenantId, connectionId, jobId: correlationId };
    const gong = new PatientGong(this.parts.gong, by, AbortSignal.timeout(this.parts.deadlineMs));
    return judgeLook(callId, await gong.lookAt(callId, selector));
  }

  /** S9: what has turned private, or is gone, is redacted by a retry that reads it again, not when the next slot comes. */
  private async readAgain({ tenantId, callId }: Viewed, { connectionId, lastJobId: jobId }: CallToLookAt) {
    await this.parts.database
      .within(tenantId)
      .transaction((tx) => wantRetries(tx, [{ tenantId, connectionId, callId, jobId, dueAt: tx.now, byHand: false }]));
    this.parts.log.info({ tenantId, callId, connectionId }, 'a call that was looked at is withheld: it is read again');
  }
}
