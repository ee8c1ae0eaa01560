import type { Look } from '@gong-timeline/persistence';

/**
 * Where to begin looking in the outbox. Rows that were sent and deleted stay in its index until they are vacuumed, and
 * a look from the very beginning would step over all of them each time.
 *
 * It must never pass over a position whose transaction commits late, or a key would lose its order. So a position
 * becomes the floor only once every transaction that could hold one below it has ended, and a look after that has given
 * all there was. For that a transaction has its id before it gets a position (`appendToOutbox`). A position seen
 * committed in a look was given after all positions below it, so their transactions had begun: their ids are below
 * `nextToBegin` of that look, and they have ended once `oldestRunning` of a later look has reached it.
 */
export class Floor {
  private position = 0;
  private next: { readonly position: number; readonly begunBefore: bigint } | null = null;

  get current(): number {
    return this.position;
  }

  looked({ messages, complete, oldestRunning, nextToBegin }: Look): void {
    if (!complete) return;
    if (this.next !== null && oldestRunning >= this.next.begunBefore) {
      this.position = Math.max(this.position, this.next.position);
      this.next = null;
    }
    const last = messages[messages.length - 1];
    if (this.next === null && last !== undefined) this.next = { position: last.position, begunBefore: nextToBegin };
  }

  /** Something below it is to be seen again: given but not sent, held until now, or of a shard that is new. */
  reset(): void {
    this.position = 0;
    this.next = null;
  }
}
