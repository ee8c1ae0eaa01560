import type { Cursors } from './calls/cursor';
import type { Companies } from './companies/companies';
import type { Config } from './config';
import type { FaultQueue } from './faults/fault-queue';
import type { Grants } from './oauth/grants';
import type { Stats } from './stats/stats';

/** All that the request handlers stand on. */
export interface Simulator {
  config: Config;
  companies: Companies;
  grants: Grants;
  cursors: Cursors;
  faults: FaultQueue;
  stats: Stats;
}
