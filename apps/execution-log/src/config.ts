import { readConfig, serviceVariables } from '@gong-timeline/runtime';
import { Type } from '@sinclair/typebox';

export const config = readConfig({
  app: 'execution-log',
  env: process.env,
  schema: Type.Object({ ...serviceVariables, PORT: { ...serviceVariables.PORT, default: 4005 } }),
});
