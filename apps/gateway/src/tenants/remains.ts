import {
  readRemainsInConnectorAuth,
  readRemainsInExecutionLog,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  type Remain,
} from '@gong-timeline/contracts';
import { type KafkaClient, type TopicRemains, tenantInTopics } from '@gong-timeline/messaging';
import { Database, tenantRemains } from '@gong-timeline/persistence';
import { CONFIG, KAFKA_CLIENT, LOGGER, type Logger, ServiceClient, ServiceCredentials } from '@gong-timeline/runtime';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { GatewayConfig } from '../config';
import { upstreamOf } from '../forwarding/upstreams';

const OPERATIONS = [
  readRemainsInConnectorAuth,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  readRemainsInExecutionLog,
] as const;

/** To count the rows of a large tenant takes a while. */
const COUNT_TIMEOUT_MS = 60_000;

/** What there is of a tenant, everywhere: each service is asked for its own, the topics are read through. */
@Injectable()
export class Remains implements OnApplicationShutdown {
  private readonly clients: ReadonlyMap<string, ServiceClient>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(KAFKA_CLIENT) private readonly kafka: KafkaClient,
    @Inject(CONFIG) config: GatewayConfig,
    @Inject(ServiceCredentials) credentials: ServiceCredentials,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.clients = new Map(
      OPERATIONS.map(({ owner }) => [
        owner,
        new ServiceClient({ baseUrl: upstreamOf(owner, config), credentials, log }),
      ]),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const client of this.clients.values()) await client.close();
  }

  /** True once every service has wiped the tenant and holds nothing of it. Fails when one does not answer. */
  async wipedByAll(tenantId: string): Promise<boolean> {
    const answers = await Promise.all(OPERATIONS.map((operation) => this.ask(operation, tenantId)));
    return answers.every(({ wiped, places }) => wiped && places.every(({ left }) => left === 0));
  }

  async everywhere(tenantId: string): Promise<Remain[]> {
    const own = await tenantRemains(this.database, tenantId);
    const services = await Promise.all(OPERATIONS.map((operation) => this.orUnknown(operation, tenantId)));
    return [
      ...own.map(({ table, rows }) => ({ app: 'gateway', place: table, left: rows })),
      ...services.flat(),
      ...(await this.topics(tenantId)),
    ];
  }

  private async ask(operation: (typeof OPERATIONS)[number], tenantId: string) {
    const client = this.clients.get(operation.owner);
    if (client === undefined) throw new Error(`There is no way to ${operation.owner}`);
    return client.call(operation, { tenantId, correlationId: randomUUID(), timeoutMs: COUNT_TIMEOUT_MS });
  }

  private async orUnknown(operation: (typeof OPERATIONS)[number], tenantId: string): Promise<Remain[]> {
    try {
      return (await this.ask(operation, tenantId)).places;
    } catch (error) {
      this.log.warn({ err: error, app: operation.owner }, 'what is left of a tenant cannot be told');
      return [{ app: operation.owner, place: 'every table', left: null }];
    }
  }

  private async topics(tenantId: string): Promise<Remain[]> {
    try {
      return (await tenantInTopics(this.kafka, tenantId)).map(toRemain);
    } catch (error) {
      this.log.warn({ err: error }, 'what is left of a tenant in the topics cannot be told');
      return [{ app: 'kafka', place: 'every topic', left: null }];
    }
  }
}

const toRemain = ({ topic, left }: TopicRemains): Remain => ({ app: 'kafka', place: topic, left });
