import { GongError } from '../http/gong-error';
import type { GongHandler } from '../http/gong-request';
import { isVisible } from './overlay';
import { renderCallMeta } from './render-call';

/** GET /v2/calls/{id}: a miss is a 404 of its own, not the one that means an empty list. */
export const getCall: GongHandler = ({ company, id, nowMs, requestId }) => {
  const { ids, schedule } = company.renderer.source;
  const answer = (call: string) => `{"requestId":"${requestId}","call":${call}}`;
  const missing = new GongError(404, `Call ID ${id} was not found`);
  const entry = company.overlay.get(id);
  if (entry) {
    if (!isVisible(entry, nowMs)) throw missing;
    return answer(JSON.stringify(entry.call.metaData));
  }
  const number = ids.numberOf(id, schedule.last(nowMs * 1000));
  if (number === null) throw missing;
  return answer(renderCallMeta(company.renderer, number));
};
