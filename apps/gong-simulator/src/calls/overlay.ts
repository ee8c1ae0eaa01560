import type { GongCall } from './gong-call';
import { parseGongTime } from './gong-time';

/** A call that someone added or changed by hand; it stands in the place of the generated one, if there is one. */
export interface OverlayEntry {
  id: string;
  /** The generated call it replaces, or null for one that was added. */
  number: number | null;
  call: GongCall;
  startedMicros: number;
  deleted: boolean;
  /** Hidden until this moment of the real clock: a late arrival. */
  appearsAtMs: number | null;
  /** While hidden it counts in `totalRecords`, as calls do at Gong while they are analysed. */
  countedWhileHidden: boolean;
  /** How many times more it is to show again on the page after its own. */
  repeats: number;
  /** Deleted once so many more pages were served. */
  vanishAfterPages: number | null;
}

export class Overlay {
  private readonly entries = new Map<string, OverlayEntry>();
  private sorted: OverlayEntry[] | null = null;
  /** Generated calls that must not be shown as generated. */
  readonly replaced = new Set<number>();

  get(id: string): OverlayEntry | undefined {
    return this.entries.get(id);
  }

  put(entry: OverlayEntry): void {
    this.entries.set(entry.id, entry);
    if (entry.number !== null) this.replaced.add(entry.number);
    this.sorted = null;
  }

  /** A generated call becomes as generated again; an added one is forgotten. */
  restore(id: string): boolean {
    const entry = this.entries.get(id);
    if (!entry) return false;
    this.entries.delete(id);
    if (entry.number !== null) this.replaced.delete(entry.number);
    this.sorted = null;
    return true;
  }

  /** In the order of lists: by start, then by id. */
  inOrder(): readonly OverlayEntry[] {
    this.sorted ??= [...this.entries.values()].sort(byStart);
    return this.sorted;
  }

  pageServed(): void {
    for (const entry of this.entries.values()) {
      if (entry.vanishAfterPages === null) continue;
      entry.vanishAfterPages -= 1;
      if (entry.vanishAfterPages <= 0) {
        entry.vanishAfterPages = null;
        entry.deleted = true;
      }
    }
  }
}

export function isVisible(entry: OverlayEntry, nowMs: number): boolean {
  return !entry.deleted && (entry.appearsAtMs === null || entry.appearsAtMs <= nowMs);
}

/** Where a hand-made call stands in time; one without a readable start stands at 1970 and is found by id only. */
export function startOf(call: GongCall): number {
  const started = call.metaData['started'];
  return (typeof started === 'string' ? parseGongTime(started) : null) ?? 0;
}

function byStart(one: OverlayEntry, other: OverlayEntry): number {
  return one.startedMicros - other.startedMicros || (one.id < other.id ? -1 : 1);
}
