import { callActions, deleteRecording } from './call-actions';
import { addCall, deleteCall, editCall, replaceBlocks, showCall } from './call-controls';
import { addCompany, changeLimits, listCompanies, removeCompany } from './company-controls';
import type { ControlHandler } from './control-request';
import { addFault, clearFaults, listFaults, removeFault } from './fault-controls';
import { expireMedia, expireTokens, mintTokens, revokeGrants } from './grant-controls';
import { resetStats, showHealth, showStats } from './stats-controls';
import { addUser, editUser, removeUser } from './user-controls';

export interface ControlRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  handler: ControlHandler;
}

const company = '/simulator/companies/{company}';
const call = `${company}/calls/{id}`;

/** The whole control API but one: GET .../world streams and stands in answer-control.ts. */
export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/simulator/health', handler: showHealth },
  { method: 'GET', path: '/simulator/stats', handler: showStats },
  { method: 'POST', path: '/simulator/stats/reset', handler: resetStats },
  { method: 'GET', path: '/simulator/faults', handler: listFaults },
  { method: 'POST', path: '/simulator/faults', handler: addFault },
  { method: 'DELETE', path: '/simulator/faults', handler: clearFaults },
  { method: 'DELETE', path: '/simulator/faults/{id}', handler: removeFault },
  { method: 'GET', path: '/simulator/companies', handler: listCompanies },
  { method: 'POST', path: '/simulator/companies', handler: addCompany },
  { method: 'DELETE', path: company, handler: removeCompany },
  { method: 'PUT', path: `${company}/limits`, handler: changeLimits },
  { method: 'POST', path: `${company}/tokens`, handler: mintTokens },
  { method: 'POST', path: `${company}/tokens/expire`, handler: expireTokens },
  { method: 'POST', path: `${company}/grant/revoke`, handler: revokeGrants },
  { method: 'POST', path: `${company}/media/expire`, handler: expireMedia },
  { method: 'POST', path: `${company}/users`, handler: addUser },
  { method: 'PATCH', path: `${company}/users/{id}`, handler: editUser },
  { method: 'DELETE', path: `${company}/users/{id}`, handler: removeUser },
  { method: 'POST', path: `${company}/calls`, handler: addCall },
  { method: 'GET', path: call, handler: showCall },
  { method: 'PATCH', path: call, handler: editCall },
  { method: 'PUT', path: call, handler: replaceBlocks },
  { method: 'DELETE', path: call, handler: deleteCall },
  { method: 'DELETE', path: `${call}/recording`, handler: deleteRecording },
  ...Object.entries(callActions).map(
    ([action, handler]): ControlRoute => ({ method: 'POST', path: `${call}/${action}`, handler }),
  ),
];
