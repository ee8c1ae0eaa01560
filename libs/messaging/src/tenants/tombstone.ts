import { randomUUID } from 'node:crypto';
import { activityErased, type TopicName } from '@gong-timeline/contracts';
import type { Sendable } from '../kafka/kafka-sender';

/** Of a key of our own topics that was erased with its tenant: no fact, whoever reads the topic passes it by. */
export const KEY_ERASED = 'kafka.key-erased.v1';

/**
 * What erases a key with its tenant. A CloudEvent without data, as every tombstone: other teams keep to a tenant by
 * `ce_tenantid`, and would pass by one that has none (X1).
 */
export const tombstone = (tenantId: string, topic: TopicName, key: Buffer, now: Date): Sendable => ({
  topic,
  key,
  value: null,
  headers: {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: topic === activityErased.topic ? activityErased.type : KEY_ERASED,
    ce_source: 'gong-timeline',
    ce_time: now.toISOString(),
    ce_subject: key.toString('utf8').replace(`${tenantId}/`, ''),
    ce_tenantid: tenantId,
    ce_correlationid: randomUUID(),
  },
});
