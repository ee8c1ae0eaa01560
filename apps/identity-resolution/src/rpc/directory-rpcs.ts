import { rpcs } from '@gong-timeline/runtime';
import { resolveCompanyRpc } from './resolve-company.rpc';
import { resolvePersonRpc } from './resolve-person.rpc';
import { resolveUserRpc } from './resolve-user.rpc';

/** gong_timeline.directory.v1.DirectoryService. */
export const directoryRpcs = rpcs([resolveCompanyRpc, resolvePersonRpc, resolveUserRpc]);
