export interface KafkaPlaces {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDir: string;
}

/** One node, broker and controller in one, for a machine of 2 cores. What is not named is Kafka's default. */
export function kafkaSettings({
  port,
  controllerPort,
  logDir,
}: KafkaPlaces): Record<string, string | number | boolean> {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': logDir,

    // A topic that is not declared is a mistake, not a topic.
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    // A segment is compacted or deleted only once it is closed: 64 MB (default 1 GB), or after an hour (7 days).
    'log.segment.bytes': 67_108_864,
    'log.roll.ms': 3_600_000,
    'log.retention.check.interval.ms': 60_000,
    'log.cleaner.backoff.ms': 5_000,
    // Its default is 128 MB of heap; 16 MB hold the keys of 700,000 records.
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    // Mapped files of 10 MB each by default, two for every partition; 1 MB is enough for 512 MB of segment.
    'log.index.size.max.bytes': 1_048_576,
    'log.segment.delete.delay.ms': 1_000,

    ...internalTopic('offsets.topic', 4),
    'offsets.topic.segment.bytes': 16_777_216,
    ...internalTopic('transaction.state.log', 1),
    'transaction.state.log.min.isr': 1,
    ...internalTopic('share.coordinator.state.topic', 1),
    'share.coordinator.state.topic.min.isr': 1,

    // The first member of a group need not wait for others.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // After kill -9 a broker is refused until its own last session has run out (default 9 s). Both run in one
    // process here, so only a pause of the whole process could be taken for a death.
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 500,

    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    'num.recovery.threads.per.data.dir': 2,
  };
}

export function asProperties(settings: Record<string, string | number | boolean>): string {
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}`)
    .join('\n')}\n`;
}

function internalTopic(prefix: string, partitions: number): Record<string, number> {
  return { [`${prefix}.num.partitions`]: partitions, [`${prefix}.replication.factor`]: 1 };
}
