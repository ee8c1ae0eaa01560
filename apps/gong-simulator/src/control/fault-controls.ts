import { faultKinds, malformedVariants } from '../faults/fault';
import { json } from '../http/answer';
import { ControlError } from './control-error';
import type { ControlHandler } from './control-request';

/** POST /simulator/faults {kind, company?, path?, times?, afterRequests?, delayMs?, retryAfterSeconds?, message?, variant?} */
export const addFault: ControlHandler = ({ simulator, body }) => {
  body.only('kind', 'company', 'path', 'times', 'afterRequests', 'delayMs', 'retryAfterSeconds', 'message', 'variant');
  const company = body.text('company');
  const path = body.text('path');
  if (company !== null && !simulator.companies.find(company))
    throw new ControlError(`company: there is no "${company}"`, 404);
  if (path !== null && !/^\/(v2|oauth2)\//.test(path)) throw new ControlError('path: must begin with /v2/ or /oauth2/');
  const fault = simulator.faults.add({
    company,
    path,
    kind: body.oneOf('kind', faultKinds),
    times: body.whole('times', 1, 1, 1_000_000),
    afterRequests: body.whole('afterRequests', 0, 0, 1_000_000),
    delayMs: body.whole('delayMs', 5000, 0, 3_600_000),
    retryAfterSeconds: body.has('retryAfterSeconds') ? body.whole('retryAfterSeconds', 1, 0, 1_000_000) : null,
    message: body.text('message'),
    variant: body.oneOf('variant', malformedVariants, 'not-json'),
  });
  return json(201, fault);
};

/** GET /simulator/faults: those still to come. */
export const listFaults: ControlHandler = ({ simulator }) => json(200, { faults: simulator.faults.all() });

/** DELETE /simulator/faults */
export const clearFaults: ControlHandler = ({ simulator }) => {
  simulator.faults.clear();
  return json(200, { faults: [] });
};

/** DELETE /simulator/faults/{id} */
export const removeFault: ControlHandler = ({ simulator, names }) => {
  const id = names['id'] ?? '';
  if (!simulator.faults.remove(id)) throw new ControlError(`there is no fault "${id}"`, 404);
  return json(200, { id, removed: true });
};
