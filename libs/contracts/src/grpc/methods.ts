import type { MethodDefinition } from './define-method';
import { resolveCompanyMethod, resolvePersonMethod, resolveUserMethod } from './directory';
import { getJobMethod, listOutcomesMethod, watchJobMethod } from './jobs';
import { startSyncMethod } from './sync';
import { getActivityMethod, listActivitiesMethod, streamActivitiesMethod } from './timeline';

/** Every gRPC method of the system. The gateway passes them on to their owners, and shows them by reflection. */
export const METHODS: readonly MethodDefinition[] = [
  getActivityMethod,
  listActivitiesMethod,
  streamActivitiesMethod,
  resolveCompanyMethod,
  resolvePersonMethod,
  resolveUserMethod,
  startSyncMethod,
  getJobMethod,
  watchJobMethod,
  listOutcomesMethod,
];
