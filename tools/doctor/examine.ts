import { TOPICS } from '@gong-timeline/contracts';
import { connectKafka, listDeadLetters, type Log } from '@gong-timeline/messaging';
import { EXEMPT } from '@gong-timeline/persistence';
import type { Finding } from '@gong-timeline/runtime';
import { askApp, type AskedApp } from './ask-app';
import {
  allowedHostsOf,
  checkGong,
  checkIssuer,
  checkListening,
  checkReady,
  gongAddresses,
  reasonOf,
} from './checks/check-addresses';
import { checkClock } from './checks/check-clock';
import { checkSecretFile, diskOf } from './checks/check-files';
import { checkDeadLetters, checkGroup, checkTopics } from './checks/check-kafka';
import { checkIsolation, checkMigrations, checkRole } from './checks/check-roles';
import { databaseUrlOf, type Installation } from './installation';
import { withKafka } from './kafka/read-kafka';
import { readDatabase } from './store/read-database';

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Everything, as far as it can be looked at: what is down is named, and the rest is looked at all the same. */
export async function examineInstallation(root: string, at: Installation): Promise<readonly Finding[]> {
  const asked: AskedApp[] = [];
  // One at a time: each is a process that loads a whole service.
  for (const { app, env } of at.apps) asked.push(await askApp(root, app, env));
  const parts = await Promise.all([
    ...at.apps.map(({ app, env }) =>
      examineDatabase(
        env,
        asked.find((each) => each.app === app),
      ),
    ),
    ...at.ready.map(([what, url]) => checkReady(what, url).then((finding) => [finding])),
    examineKafka(at, asked),
    examineOutside(at),
  ]);
  const listening = at.local ? at.apps.map(({ app, env }) => checkListening(app, env.HOST ?? '')) : [];
  return [
    ...asked.flatMap(({ findings }) => findings),
    ...listening.filter((finding) => finding !== null),
    ...parts.flat(),
    ...(at.dataDir === null ? [] : [diskOf(at.dataDir)]),
    ...at.secretFiles.map(([what, path]) => checkSecretFile(what, path)),
  ];
}

async function examineDatabase(env: Readonly<Record<string, string>>, asked?: AskedApp): Promise<Finding[]> {
  const reading = asked?.reading;
  if (asked === undefined || reading == null) return [];
  const url = databaseUrlOf(env);
  try {
    const found = await readDatabase(url, reading.schema);
    return [
      ...checkRole(reading.schema, found.role),
      ...checkIsolation(reading.schema, found.tables, EXEMPT[reading.schema] ?? {}),
      ...checkMigrations(reading.schema, reading.migrations, found.migrationsRun),
      checkClock({ of: `PostgreSQL (as ${asked.app} finds it)`, ...found.clock }),
    ];
  } catch (error) {
    const { host, pathname } = new URL(url);
    const what = `PostgreSQL at ${host}${pathname} does not let ${asked.app} in (${reasonOf(error)})`;
    const means = 'Its role, its tables and its migrations could not be looked at; it does not work';
    return [{ check: 'addresses', level: 'wrong', what, means, todo: 'Start PostgreSQL, or correct DATABASE_URL' }];
  }
}

async function examineKafka(at: Installation, asked: readonly AskedApp[]): Promise<Finding[]> {
  const brokers = at.apps.find(({ env }) => env.KAFKA_BROKERS)?.env.KAFKA_BROKERS;
  if (brokers === undefined) return [];
  try {
    const found = await withKafka(brokers.split(','), async (kafka) => {
      const groups: Finding[] = [];
      for (const { reading } of asked) {
        if (reading?.consumerGroup == null || reading.topics.length === 0) continue;
        groups.push(checkGroup(await kafka.group(reading.consumerGroup, reading.topics)));
      }
      return [
        ...checkTopics(TOPICS, await kafka.topics(Object.keys(TOPICS))),
        ...groups,
        checkClock({ of: 'Kafka', ...(await kafka.clock()) }),
      ];
    });
    return [...found, await examineDeadLetters(brokers.split(','))];
  } catch (error) {
    const what = `Kafka at ${brokers} does not answer (${reasonOf(error)})`;
    const means = 'Topics, groups and dead letters could not be looked at; facts wait in the outboxes';
    return [{ check: 'addresses', level: 'wrong', what, means, todo: 'Start Kafka, or correct KAFKA_BROKERS' }];
  }
}

async function examineDeadLetters(brokers: readonly string[]): Promise<Finding> {
  const kafka = connectKafka({ brokers, clientId: 'gong-timeline-doctor', log: quiet });
  try {
    return checkDeadLetters((await listDeadLetters(kafka)).length);
  } finally {
    await kafka.close();
  }
}

async function examineOutside(at: Installation): Promise<Finding[]> {
  const auth = at.apps.find(({ app }) => app === 'connector-auth');
  const issuer = at.apps.find(({ app }) => app === 'gateway')?.env.OIDC_ISSUER;
  const found = await Promise.all([
    ...(auth === undefined ? [] : gongAddresses(auth.env)).map(([variable, address]) =>
      checkGong(variable, address, allowedHostsOf(auth?.env ?? {})),
    ),
    ...(issuer === undefined ? [] : [checkIssuer(issuer).then((finding) => [finding])]),
  ]);
  return found.flat();
}
