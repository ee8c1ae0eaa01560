import { grpcVariables, readConfig, serviceVariables } from '@gong-timeline/runtime';
import { type Static, Type } from '@sinclair/typebox';

const variables = Type.Object({
  ...serviceVariables,
  PORT: { ...serviceVariables.PORT, default: 4004 },
  ...grpcVariables(4104),
  GONG_INGEST_URL: Type.String({
    pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
    description: 'address of gong-ingest, which reads recordings and trackers at Gong when they are looked at',
  }),
});
export type Variables = Static<typeof variables>;

export const config = readConfig({ app: 'timeline-writer', env: process.env, schema: variables });
