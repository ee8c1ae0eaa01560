export { freePort } from '@gong-timeline/local-stack';
export { type EventuallyOptions, eventually } from './eventually';
export { type PagedList, pagingContract } from './paging-contract';
export { selfSigned } from './self-signed';
export { type TestDatabase, type TestRoles, testDatabase, testRoles } from './test-database';
export { uniqueName } from './unique-name';
export { spawnNode, type SpawnedNode, type SpawnOptions } from './spawn-node';
export { tenantIsolationContract } from './tenant-isolation/tenant-isolation-contract';
