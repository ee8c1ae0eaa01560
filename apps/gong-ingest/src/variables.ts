import { grpcVariables, serviceVariables } from '@gong-timeline/runtime';
import { type Static, Type } from '@sinclair/typebox';

const address = { pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$' };

export const variables = Type.Object({
  ...serviceVariables,
  ...grpcVariables(4102),
  CONNECTOR_AUTH_URL: Type.String({
    ...address,
    description: 'address of connector-auth, which lends tokens for Gong',
  }),
  TIMELINE_WRITER_URL: Type.String({
    ...address,
    description: 'address of timeline-writer, whose Activity Types a Save is checked against',
  }),
  IDENTITY_RESOLUTION_URL: Type.String({
    ...address,
    description: 'address of identity-resolution, whose fields filters are checked against at Save',
  }),
  ALLOWED_PRIVATE_HOSTS: Type.String({
    default: '',
    description: "host:port, several separated by commas, where Gong's API may be although it is not public https",
  }),
  GONG_REQUESTS_PER_SECOND: Type.Number({
    exclusiveMinimum: 0,
    maximum: 100_000,
    default: 3,
    description: "Gong's limit per Gong company",
  }),
  GONG_REQUESTS_PER_DAY: Type.Integer({
    minimum: 1,
    maximum: 2_000_000_000,
    default: 10_000,
    description: "Gong's daily limit per Gong company; the day counts in UTC",
  }),
  MAX_CONCURRENT_JOBS: Type.Integer({
    minimum: 1,
    maximum: 100,
    default: 4,
    description: 'jobs that one replica runs at a time',
  }),
  JOB_LEASE_MS: Type.Integer({
    minimum: 1_000,
    maximum: 600_000,
    default: 30_000,
    description: 'after this long without a sign of life of its replica another one goes on with a job',
  }),
  JOB_POLL_MS: Type.Integer({
    minimum: 10,
    maximum: 60_000,
    default: 1_000,
    description: 'how often to look for jobs, slots and retries that are due',
  }),
  GONG_WAIT_IN_HAND_MS: Type.Integer({
    minimum: 0,
    maximum: 300_000,
    default: 10_000,
    description: 'a job that must wait longer for Gong is laid aside until then',
  }),
  GONG_PATIENCE_MS: Type.Integer({
    minimum: 0,
    maximum: 86_400_000,
    default: 1_800_000,
    description: 'how long a job may fail in a row, because Gong is down, before it is given up',
  }),
});

export type Variables = Static<typeof variables>;
