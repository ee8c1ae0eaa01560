import type { OutboxMessage } from './outbox-message';

/** Beyond this much content the oldest are forgotten: they are read from the table then. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/**
 * Messages this process has just committed, by position, so that its relay need not read them back. Only ever a copy:
 * which messages are to be sent, and in which order, the table says.
 */
export class RecentMessages {
  private readonly kept = new Map<number, OutboxMessage>();
  private characters = 0;
  private wanted: ReadonlySet<number> = new Set();

  /** The shards a relay of this process sends for. Nothing else is kept. */
  keepFor(shards: readonly number[]): void {
    this.wanted = new Set(shards);
    if (shards.length === 0) this.forgetAll();
  }

  keeps(shard: number): boolean {
    return this.wanted.has(shard);
  }

  /** After the commit, never before it. */
  add(position: number, message: OutboxMessage): void {
    this.kept.set(position, message);
    this.characters += sizeOf(message);
    for (const oldest of this.kept.keys()) {
      if (this.characters <= MOST_CHARACTERS) break;
      this.take(oldest);
    }
  }

  /** Gives it once: what could not be sent is read from the table the next time. */
  take(position: number): OutboxMessage | undefined {
    const message = this.kept.get(position);
    if (message === undefined) return undefined;
    this.kept.delete(position);
    this.characters -= sizeOf(message);
    return message;
  }

  private forgetAll(): void {
    this.kept.clear();
    this.characters = 0;
  }
}

const sizeOf = ({ value }: OutboxMessage): number => value?.length ?? 0;
