import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

const LEADERS_WITHIN_MS = 30_000;
const ASK_AGAIN_MS = 100;
/** Made, and not known to every broker yet, or not to its leader. */
const NOT_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION']);

/**
 * Until each partition of these topics has a leader: before that a producer would be refused. To be made by `waitForLeaders:
 * false`: the library's own waiting gives up when the broker that it asks has not heard of the topic yet, as one that makes
 * other topics at the same time has not.
 */
export async function untilLed(admin: Admin, topics: string[]): Promise<void> {
  const until = performance.now() + LEADERS_WITHIN_MS;
  while (!(await areLed(admin, topics))) {
    if (performance.now() > until) throw new Error(`Topics ${topics.join(', ')} were made, and have no leader yet`);
    await pause(ASK_AGAIN_MS);
  }
}

async function areLed(admin: Admin, topics: string[]): Promise<boolean> {
  try {
    const metadata = await admin.fetchTopicMetadata({ topics });
    const areNamed = metadata.topics.every(
      ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
    );
    // A leader that the cluster names may not have begun yet. It is asked for the ends of its partitions, which it knows then.
    if (areNamed) for (const topic of topics) await admin.fetchTopicOffsets(topic);
    return areNamed;
  } catch (error) {
    if (NOT_YET.has(String((error as { type?: unknown }).type))) return false;
    throw error;
  }
}
