import type { OverlayEntry } from '../calls/overlay';
import { json } from '../http/answer';
import { shown } from './call-controls';
import { ControlError } from './control-error';
import type { ControlHandler, ControlRequest } from './control-request';
import { companyIn } from './control-request';
import { materialise } from './materialise';

/** POST .../calls/{id}/<action> */
export const callActions: Record<string, ControlHandler> = {
  private: action((entry) => {
    entry.call = { ...entry.call, metaData: { ...entry.call.metaData, isPrivate: true } };
  }),
  public: action((entry) => {
    entry.call = { ...entry.call, metaData: { ...entry.call.metaData, isPrivate: false } };
  }),
  /** Shown again at the head of the page after its own, so many times. */
  repeat: action((entry, { body }) => {
    entry.repeats = body.only('times').whole('times', 1, 0, 1000);
  }),
  /** Deleted once so many more pages were served. */
  vanish: action((entry, { body }) => {
    entry.vanishAfterPages = body.only('afterPages').whole('afterPages', 1, 1, 1_000_000);
  }),
  /** Not processed yet: invisible until `until`, or until `appear`. */
  hide: action((entry, { body }) => {
    body.only('until', 'countedWhileHidden');
    entry.appearsAtMs = body.moment('until') ?? Date.UTC(9999, 0, 1);
    entry.countedWhileHidden = body.flag('countedWhileHidden', false);
  }),
  appear: action((entry) => {
    entry.appearsAtMs = null;
    entry.deleted = false;
  }),
  /** A generated call becomes as generated again; an added one is forgotten. */
  restore: (request) => {
    const company = companyIn(request);
    const id = request.names['id'] ?? '';
    if (!company.overlay.restore(id)) throw new ControlError(`call ${id} was not changed`, 404);
    company.media.deletedRecordings.delete(id);
    return json(200, { id, restored: true });
  },
};

/** DELETE .../calls/{id}/recording: its media addresses answer 404 from now on. */
export const deleteRecording: ControlHandler = (request) => {
  const company = companyIn(request);
  const entry = materialise(company, request.names['id'] ?? '', request.nowMs);
  company.media.deletedRecordings.add(entry.id);
  return json(200, { id: entry.id, recording: 'deleted' });
};

function action(change: (entry: OverlayEntry, request: ControlRequest) => void): ControlHandler {
  return (request) => {
    const entry = materialise(companyIn(request), request.names['id'] ?? '', request.nowMs);
    change(entry, request);
    return shown(200, entry);
  };
}
