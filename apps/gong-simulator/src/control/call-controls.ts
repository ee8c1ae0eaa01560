import type { GongCall } from '../calls/gong-call';
import { callBlocks } from '../calls/gong-call';
import type { OverlayEntry } from '../calls/overlay';
import { startOf } from '../calls/overlay';
import type { Answer } from '../http/answer';
import { json } from '../http/answer';
import { ControlError } from './control-error';
import type { ControlHandler } from './control-request';
import { companyIn } from './control-request';
import { draftCall } from './draft-call';
import { generatedEntry, materialise, newEntry } from './materialise';
import { mergePatch } from './merge-patch';

/** POST .../calls */
export const addCall: ControlHandler = (request) => {
  const { body, nowMs } = request;
  body.only(...callBlocks, 'template', 'omit', 'appearsAt', 'countedWhileHidden');
  const company = companyIn(request);
  const call = draftCall(company, body, nowMs);
  const id = call.metaData['id'] as string;
  if (company.overlay.get(id) ?? generatedEntry(company, id, nowMs))
    throw new ControlError(`call ${id} exists already`, 409);
  const entry = newEntry(id, null, call);
  entry.appearsAtMs = body.moment('appearsAt');
  entry.countedWhileHidden = body.flag('countedWhileHidden', false);
  company.overlay.put(entry);
  return shown(201, entry);
};

/** GET .../calls/{id}: the whole call as Gong's JSON, hidden ones and deleted ones too. */
export const showCall: ControlHandler = (request) => {
  const company = companyIn(request);
  const id = request.names['id'] ?? '';
  const entry = company.overlay.get(id) ?? generatedEntry(company, id, request.nowMs);
  if (!entry) throw new ControlError(`company ${company.key} has no call ${id}`, 404);
  return shown(200, entry);
};

/** PATCH .../calls/{id}: an RFC 7396 merge patch of the Gong JSON. */
export const editCall: ControlHandler = (request) => {
  request.body.only(...callBlocks);
  if (request.body.has('metaData') && request.body.object('metaData') === null)
    throw new ControlError('metaData: must be an object');
  return change(
    materialise(companyIn(request), request.names['id'] ?? '', request.nowMs),
    request,
    (call) => mergePatch(call, request.body.raw) as GongCall,
  );
};

/** PUT .../calls/{id}: the blocks given replace the old ones whole, nulls included. */
export const replaceBlocks: ControlHandler = (request) => {
  request.body.only(...callBlocks);
  if (request.body.has('metaData') && request.body.object('metaData') === null)
    throw new ControlError('metaData: must be an object');
  return change(materialise(companyIn(request), request.names['id'] ?? '', request.nowMs), request, (call) => ({
    ...call,
    ...request.body.raw,
  }));
};

/** DELETE .../calls/{id}: gone from lists and by id, as at Gong without a trace. */
export const deleteCall: ControlHandler = (request) => {
  const entry = materialise(companyIn(request), request.names['id'] ?? '', request.nowMs);
  entry.deleted = true;
  return shown(200, entry);
};

function change(
  entry: OverlayEntry,
  request: Parameters<ControlHandler>[0],
  edit: (call: GongCall) => GongCall,
): Answer {
  entry.call = edit(entry.call);
  entry.startedMicros = startOf(entry.call);
  // Put again: its place in the order may be another one now.
  companyIn(request).overlay.put(entry);
  return shown(200, entry);
}

export function shown(status: number, entry: OverlayEntry): Answer {
  return json(status, {
    id: entry.id,
    deleted: entry.deleted,
    appearsAt: entry.appearsAtMs === null ? null : new Date(entry.appearsAtMs).toISOString(),
    repeats: entry.repeats,
    vanishAfterPages: entry.vanishAfterPages,
    call: entry.call,
  });
}
