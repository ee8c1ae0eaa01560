import { grpcVariables, readConfig, serviceVariables } from '@gong-timeline/runtime';
import { Type } from '@sinclair/typebox';

export const config = readConfig({
  app: 'identity-resolution',
  env: process.env,
  schema: Type.Object({
    ...serviceVariables,
    PORT: { ...serviceVariables.PORT, default: 4003 },
    ...grpcVariables(4103),
  }),
});
