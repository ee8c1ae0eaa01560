import type { FieldType } from '@gong-timeline/contracts';
import type { Change, Stored } from './plan-rows';

/** Entries that are remembered: some 90 MB of persons. */
export const MOST_REMEMBERED = 100_000;

interface Owned {
  readonly crmId: string;
  readonly externalId: string;
}

/**
 * What a dry run would have written, laid over the directory, so that later rows are judged as if it had. The oldest is
 * forgotten in a file that changes very many entries: there a row that comes twice, far apart, may be counted as new again.
 */
export class Rehearsal<S> {
  readonly learned = new Map<string, FieldType>();
  private readonly entries = new Map<string, Stored<S>>();
  private readonly owners = new Map<string, readonly Owned[]>();

  constructor(
    private readonly idsOf: (state: S) => readonly string[],
    /** The same for all spellings of a CRM id, and perhaps for some others. */
    private readonly idKey: (crmId: string) => string,
    private readonly most = MOST_REMEMBERED,
  ) {}

  has(externalId: string): boolean {
    return this.entries.has(externalId);
  }

  over(stored: ReadonlyMap<string, Stored<S>>, externalIds: readonly string[]): ReadonlyMap<string, Stored<S>> {
    const laidOver = new Map(stored);
    for (const externalId of externalIds) {
      const entry = this.entries.get(externalId);
      if (entry !== undefined) laidOver.set(externalId, entry);
    }
    return laidOver;
  }

  /** Who has these ids: as the directory says, but of entries that the file has changed. */
  ownersOver(known: readonly Owned[], crmIds: readonly string[]): readonly Owned[] {
    const rehearsed = [...new Set(crmIds.map(this.idKey))].flatMap((key) => this.owners.get(key) ?? []);
    return [...known.filter(({ externalId }) => !this.entries.has(externalId)), ...rehearsed];
  }

  remember(changes: readonly Change<S>[], learned: ReadonlyMap<string, FieldType>): void {
    for (const { externalId, gsid, after } of changes) {
      this.forget(externalId);
      this.entries.set(externalId, { gsid, state: after });
      for (const crmId of this.idsOf(after)) {
        const key = this.idKey(crmId);
        this.owners.set(key, [...(this.owners.get(key) ?? []), { crmId, externalId }]);
      }
    }
    for (const [name, type] of learned) this.learned.set(name, type);
    for (const externalId of this.entries.keys()) {
      if (this.entries.size <= this.most) break;
      this.forget(externalId);
    }
  }

  private forget(externalId: string): void {
    const entry = this.entries.get(externalId);
    if (entry === undefined) return;
    this.entries.delete(externalId);
    for (const crmId of this.idsOf(entry.state)) {
      const key = this.idKey(crmId);
      const others = (this.owners.get(key) ?? []).filter((owned) => owned.externalId !== externalId);
      if (others.length === 0) this.owners.delete(key);
      else this.owners.set(key, others);
    }
  }
}
