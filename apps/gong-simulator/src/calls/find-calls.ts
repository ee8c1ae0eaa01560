import type { Company } from '../companies/company';
import type { CallFilter } from './call-filter';
import { parseGongTime } from './gong-time';
import type { OverlayEntry } from './overlay';
import { isVisible } from './overlay';
import { planCall, primaryUserIdOf, workspaceIdOf } from './plan-call';
import { scheduledMicros } from './render-meta';

/** A generated call by its number, or one that was made or changed by hand. */
export type CallRef = number | OverlayEntry;

export interface Position {
  micros: number;
  id: string;
}

/** How far before its start a web conference may have been scheduled (render-meta.ts). */
const scheduleLead = 900_000_000;

/** The calls that a filter finds, oldest first, without a list of them anywhere. */
export class CallSearch {
  private readonly low: number;
  private readonly high: number;
  private readonly accept: ((number: number) => boolean) | null;

  constructor(
    private readonly company: Company,
    private readonly filter: CallFilter,
    private readonly nowMs: number,
  ) {
    const { schedule } = company.renderer.source;
    const lead = filter.by === 'scheduled' ? scheduleLead : 0;
    const last = schedule.last(nowMs * 1000);
    this.low =
      filter.fromMicros === null
        ? schedule.first
        : Math.max(schedule.first, schedule.firstAtOrAfter(filter.fromMicros));
    this.high =
      filter.toMicros === null ? last + 1 : Math.min(last + 1, schedule.firstAtOrAfter(filter.toMicros + lead));
    this.accept = this.predicate();
  }

  /** How many there are now. A hidden call may count, as one does at Gong while it is analysed. */
  count(): number {
    const counted = (entry: OverlayEntry) => this.matches(entry, true);
    if (this.filter.callIds) return this.byIds(true).length;
    let total = this.company.overlay.inOrder().filter(counted).length;
    if (!this.accept) {
      total += Math.max(0, this.high - this.low);
      for (const number of this.company.overlay.replaced) if (number >= this.low && number < this.high) total -= 1;
      return total;
    }
    for (let number = this.low; number < this.high; number += 1) {
      if (!this.company.overlay.replaced.has(number) && this.accept(number)) total += 1;
    }
    return total;
  }

  /** Up to `limit` calls after a position; `more` tells whether others follow. */
  after(position: Position | null, limit: number): { found: CallRef[]; more: boolean } {
    const found = this.filter.callIds
      ? this.byIds(false).filter((ref) => this.isAfter(ref, position))
      : this.merged(position, limit + 1);
    return { found: found.slice(0, limit), more: found.length > limit };
  }

  positionOf(ref: CallRef): Position {
    if (typeof ref !== 'number') return { micros: ref.startedMicros, id: ref.id };
    const { schedule, ids } = this.company.renderer.source;
    return { micros: schedule.startedMicros(ref), id: ids.idOf(ref) };
  }

  private merged(position: Position | null, limit: number): CallRef[] {
    const { replaced } = this.company.overlay;
    const edited = this.company.overlay
      .inOrder()
      .filter((entry) => this.matches(entry, false) && this.isAfter(entry, position));
    const found: CallRef[] = [];
    let number = this.low;
    if (position) number = Math.max(number, this.company.renderer.source.schedule.firstAtOrAfter(position.micros));
    let next = 0;
    while (found.length < limit) {
      while (number < this.high && !this.mayShow(number, position, replaced)) number += 1;
      const entry = edited[next];
      const generated = number < this.high;
      if (!generated && !entry) break;
      if (entry && (!generated || comesBefore(this.positionOf(entry), this.positionOf(number)))) {
        found.push(entry);
        next += 1;
      } else {
        found.push(number);
        number += 1;
      }
    }
    return found;
  }

  private mayShow(number: number, position: Position | null, replaced: Set<number>): boolean {
    if (replaced.has(number) || (this.accept && !this.accept(number))) return false;
    return position === null || this.isAfter(number, position);
  }

  private isAfter(ref: CallRef, position: Position | null): boolean {
    return position === null || comesBefore(position, this.positionOf(ref));
  }

  private byIds(counting: boolean): CallRef[] {
    const { ids, schedule } = this.company.renderer.source;
    const last = schedule.last(this.nowMs * 1000);
    const found: CallRef[] = [];
    for (const id of this.filter.callIds ?? []) {
      const entry = this.company.overlay.get(id);
      if (entry) {
        if (this.matches(entry, counting)) found.push(entry);
        continue;
      }
      const number = ids.numberOf(id, last);
      if (number === null) continue;
      const started = schedule.startedMicros(number);
      if (inWindow(started, this.filter) && (!this.accept || this.accept(number))) found.push(number);
    }
    return found.sort((one, other) => (comesBefore(this.positionOf(one), this.positionOf(other)) ? -1 : 1));
  }

  private matches(entry: OverlayEntry, counting: boolean): boolean {
    const { metaData } = entry.call;
    const { workspaceId, primaryUserIds, callIds, by } = this.filter;
    const shown = isVisible(entry, this.nowMs) || (counting && entry.countedWhileHidden && !entry.deleted);
    const scheduled =
      by === 'scheduled' && typeof metaData['scheduled'] === 'string' ? parseGongTime(metaData['scheduled']) : null;
    return (
      shown &&
      inWindow(scheduled ?? entry.startedMicros, this.filter) &&
      (workspaceId === null || metaData['workspaceId'] === workspaceId) &&
      (primaryUserIds === null || primaryUserIds.includes(metaData['primaryUserId'] as string)) &&
      (callIds === null || callIds.includes(entry.id))
    );
  }

  /** What the range of numbers does not say yet; null when it says all. */
  private predicate(): ((number: number) => boolean) | null {
    const { source } = this.company.renderer;
    const { workspaceId, primaryUserIds, by } = this.filter;
    const checks: ((number: number) => boolean)[] = [];
    if (workspaceId !== null) checks.push((number) => workspaceIdOf(source, number) === workspaceId);
    if (primaryUserIds !== null) {
      checks.push((number) => primaryUserIds.includes(primaryUserIdOf(source, number) ?? ''));
    }
    if (by === 'scheduled') checks.push((number) => inWindow(scheduledMicros(planCall(source, number)), this.filter));
    return checks.length === 0 ? null : (number) => checks.every((check) => check(number));
  }
}

function inWindow(micros: number, filter: CallFilter): boolean {
  return (
    (filter.fromMicros === null || micros >= filter.fromMicros) &&
    (filter.toMicros === null || micros < filter.toMicros)
  );
}

function comesBefore(one: Position, other: Position): boolean {
  return one.micros < other.micros || (one.micros === other.micros && one.id < other.id);
}
