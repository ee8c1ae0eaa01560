/** More than that and those longest unseen are forgotten: memory is bounded whatever is sent. */
const MOST_KEYS = 20_000;

/** Which sessions were found good here of late: a neighbour's made-up cookies do not keep them out. Lets nobody in. */
export class RecentKeys {
  private readonly keys = new Set<string>();

  has(key: string): boolean {
    return this.keys.has(key);
  }

  add(key: string): void {
    this.keys.delete(key);
    this.keys.add(key);
    if (this.keys.size <= MOST_KEYS) return;
    const [oldest] = this.keys;
    if (oldest !== undefined) this.keys.delete(oldest);
  }

  delete(key: string): void {
    this.keys.delete(key);
  }
}
