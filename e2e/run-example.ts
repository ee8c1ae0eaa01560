import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Activity } from '@gong-timeline/contracts';
import { kafkaClients } from '@gong-timeline/local-stack';
import { type SpawnedNode, spawnNode } from '@gong-timeline/testing';
import { findRoot } from '@gong-timeline/tools';

const root = findRoot(__dirname);
const runTypeScript = join(root, 'tools', 'run-typescript.cjs');
const exampleFile = (...path: string[]): string => join(root, 'examples', ...path);
const run = promisify(execFile);
/** Of the Timeline that a consumer prints. */
const MOST_BYTES = 64 * 1024 * 1024;

const activitiesIn = ({ stdout }: { readonly stdout: string }): Activity[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Activity);

/** What the consumers of `examples/` print: the Timeline of a tenant, rebuilt from offset 0. */
export const CONSUMERS: Readonly<Record<string, (brokers: string, tenantId: string) => Promise<Activity[]>>> = {
  kafkajs: async (brokers, tenantId) => {
    const file = exampleFile('timeline-consumer-kafkajs', 'main.ts');
    const env = { ...process.env, KAFKA_BROKERS: brokers, TENANT_ID: tenantId };
    return activitiesIn(await run(process.execPath, [runTypeScript, file], { env, maxBuffer: MOST_BYTES }));
  },
  java: async (brokers, tenantId) => {
    const file = exampleFile('timeline-consumer-java', 'TimelineConsumer.java');
    const { java, classPath } = await kafkaClients();
    return activitiesIn(await run(java, ['-cp', classPath, file, brokers, tenantId], { maxBuffer: MOST_BYTES }));
  },
};

/** `examples/post-to-channel`, until it is stopped. */
export const postToChannel = (env: Readonly<Record<string, string>>): Promise<SpawnedNode> =>
  spawnNode(runTypeScript, { args: [exampleFile('post-to-channel', 'main.ts')], env });
