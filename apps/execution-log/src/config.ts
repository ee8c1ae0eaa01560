import { grpcVariables, readConfig, serviceVariables } from '@gong-timeline/runtime';
import { Type } from '@sinclair/typebox';

export const config = readConfig({
  app: 'execution-log',
  env: process.env,
  schema: Type.Object({
    ...serviceVariables,
    PORT: { ...serviceVariables.PORT, default: 4005 },
    ...grpcVariables(4105),
    GONG_INGEST_URL: Type.String({
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
      description: 'address of gong-ingest, which is asked whether a retry by hand could be carried out',
    }),
  }),
});
