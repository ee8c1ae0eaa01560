import { rpcs } from '@gong-timeline/runtime';
import { startSyncRpc } from './start-sync.rpc';

/** gong_timeline.sync.v1.SyncService. */
export const syncRpcs = rpcs([startSyncRpc]);
