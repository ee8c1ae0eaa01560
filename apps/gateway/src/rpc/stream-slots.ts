import { ProblemError } from '@gong-timeline/runtime';

const OF_ONE_TENANT = 40;
const TRY_AGAIN_SECONDS = '30';

/** Bounds the streams of a tenant: each holds a place at its owner for minutes. */
export class StreamSlots {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most = OF_ONE_TENANT) {}

  /** Gives what is to be called when the stream is over. */
  take(tenantId: string): () => void {
    const now = this.taken.get(tenantId) ?? 0;
    if (now >= this.most) {
      const detail = `${this.most} streams of yours are open already: close one, or try again later`;
      throw new ProblemError('rate.limited', detail, undefined, { 'retry-after': TRY_AGAIN_SECONDS });
    }
    this.taken.set(tenantId, now + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const open = (this.taken.get(tenantId) ?? 1) - 1;
      if (open === 0) this.taken.delete(tenantId);
      else this.taken.set(tenantId, open);
    };
  }
}
