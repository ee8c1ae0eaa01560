import { type Database, releaseShards, takeShards } from '@gong-timeline/persistence';

/**
 * The shards this relay may send for, and until when. Times are of this process's own clock that never jumps, counted
 * from before the database was asked, so this relay always believes its lease to end earlier than the others do.
 */
export class Lease {
  private owned: readonly number[] = [];
  private share = Number.POSITIVE_INFINITY;
  private validUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  get shards(): readonly number[] {
    return this.leftMs() > 0 ? this.owned : [];
  }

  /** How long a send may take that begins now. */
  sendableMs(slackMs: number): number {
    const leftMs = this.leftMs() - slackMs;
    if (leftMs > 0) return leftMs;
    throw new Error('the lease of the outbox runs out: nothing is sent under it');
  }

  private leftMs(): number {
    return this.validUntil - performance.now();
  }

  /** Old enough to be renewed: a third of it is gone. */
  isDue(): boolean {
    return this.leftMs() < (this.leaseMs * 2) / 3;
  }

  /** Less than its share: another relay ended, or has yet to give some back. */
  isShort(): boolean {
    return this.owned.length < this.share;
  }

  /** Only while nothing is being sent. */
  async renew(): Promise<void> {
    const asked = performance.now();
    ({ owned: this.owned, share: this.share } = await takeShards(this.database, {
      owner: this.owner,
      leaseMs: this.leaseMs,
    }));
    this.validUntil = asked + this.leaseMs;
  }

  async release(): Promise<void> {
    this.validUntil = 0;
    await releaseShards(this.database, this.owner);
  }
}
