import { everything } from '../calls/content-selector';
import type { GongCall } from '../calls/gong-call';
import type { OverlayEntry } from '../calls/overlay';
import { startOf } from '../calls/overlay';
import { renderCall } from '../calls/render-call';
import type { Company } from '../companies/company';
import { ControlError } from './control-error';

/** The call as one that can be changed by hand: from now on this object is served in place of the generated one. */
export function materialise(company: Company, id: string, nowMs: number): OverlayEntry {
  const entry = company.overlay.get(id) ?? generatedEntry(company, id, nowMs);
  if (!entry) throw new ControlError(`company ${company.key} has no call ${id}`, 404);
  company.overlay.put(entry);
  return entry;
}

/** The same without taking the place of the generated call; null when there is none of this id. */
export function generatedEntry(company: Company, id: string, nowMs: number): OverlayEntry | null {
  const { ids, schedule } = company.renderer.source;
  const number = ids.numberOf(id, schedule.last(nowMs * 1000));
  if (number === null) return null;
  return newEntry(id, number, JSON.parse(renderCall(company.renderer, number, everything)) as GongCall);
}

export function newEntry(id: string, number: number | null, call: GongCall): OverlayEntry {
  return {
    id,
    number,
    call,
    startedMicros: startOf(call),
    deleted: false,
    appearsAtMs: null,
    countedWhileHidden: false,
    repeats: 0,
    vanishAfterPages: null,
  };
}
