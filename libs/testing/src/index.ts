export { freePort } from '@gong-timeline/local-stack';
export { eventually, type EventuallyOptions } from './eventually';
export { testDatabase, type TestDatabase } from './test-database';
export { uniqueName } from './unique-name';
