import { json } from '../http/answer';
import type { ControlHandler } from './control-request';

/** GET /simulator/health */
export const showHealth: ControlHandler = ({ simulator }) =>
  json(200, { status: 'ok', companies: simulator.companies.all().length });

/** GET /simulator/stats */
export const showStats: ControlHandler = ({ simulator }) => json(200, simulator.stats.snapshot());

/** POST /simulator/stats/reset */
export const resetStats: ControlHandler = ({ simulator }) => {
  simulator.stats.reset();
  return json(200, simulator.stats.snapshot());
};
