import { join } from 'node:path';
import { findJava } from './find-java';
import { kafkaJars } from './kafka-jars';
import { repoFile } from './repo-file';

/** Java, and a class path with Kafka's own client on it: to run a program that another team would write. */
export async function kafkaClients(): Promise<{ readonly java: string; readonly classPath: string }> {
  const jars = await kafkaJars(repoFile('.local', 'kafka-jars'), () => undefined);
  return { java: findJava().command, classPath: join(jars, '*') };
}
