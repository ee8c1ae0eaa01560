/**
 * Fetches the next pages while the ones before are being written. Pages follow each other (each knows where the next
 * one is), at most `depth` of them or `mostBytes` wait at a time. An error comes after the pages that were fetched
 * before it, so that these are not lost.
 */
export class Prefetch<P extends { readonly bytes: number; readonly next: unknown }> {
  private readonly waiting: P[] = [];
  private bytes = 0;
  private ended = false;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void)[] = [];

  constructor(
    private readonly bounds: { readonly depth: number; readonly mostBytes: number },
    first: P['next'],
    fetch: (at: NonNullable<P['next']>) => Promise<P>,
  ) {
    void this.run(first, fetch);
  }

  /** All pages that wait, at least one, at most `most`; none when the last one was given out. */
  async take(most: number): Promise<P[]> {
    while (this.waiting.length === 0) {
      if (this.failure !== undefined) throw this.failure.error;
      if (this.ended) return [];
      await this.changed();
    }
    const pages = this.waiting.splice(0, most);
    for (const page of pages) this.bytes -= page.bytes;
    this.tell();
    return pages;
  }

  /** No page is fetched after the one under way, which the caller's signal cuts short. */
  stop(): void {
    this.ended = true;
    this.tell();
  }

  private async run(first: P['next'], fetch: (at: NonNullable<P['next']>) => Promise<P>): Promise<void> {
    try {
      for (let at = first; at !== null && at !== undefined && !this.ended; ) {
        const page = await fetch(at);
        this.waiting.push(page);
        this.bytes += page.bytes;
        this.tell();
        at = page.next as P['next'];
        while (!this.ended && this.isFull()) await this.changed();
      }
    } catch (error) {
      this.failure = { error };
    }
    this.ended = true;
    this.tell();
  }

  private isFull(): boolean {
    return this.waiting.length >= this.bounds.depth || this.bytes >= this.bounds.mostBytes;
  }

  private changed(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private tell(): void {
    const woken = this.wake;
    this.wake = [];
    for (const resolve of woken) resolve();
  }
}
