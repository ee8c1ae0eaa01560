import { readConfig } from '@gong-timeline/runtime';
import { variables } from './variables';

export const config = readConfig({ app: 'gong-ingest', env: process.env, schema: variables });
