import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'node:net';
import type { HeaderValue, OutboxMessage } from '@gong-timeline/persistence';
import { type IHeaders, type Message, type Producer } from 'kafkajs';
import { type Dial, type KafkaClient, openKafka } from './kafka-client';
import { partitionByKey } from './partition-by-key';

/** What the outbox holds, or a message that is sent as it once came: then its key may be bytes or none. */
export type Sendable = Omit<OutboxMessage, 'key' | 'tenantId'> & { readonly key: string | Buffer | null };

/**
 * Sends with acks from all in-sync replicas, one send at a time, through an idempotent producer.
 *
 * Danger, and the reason for `Line`: after a send that failed or timed out nobody knows which sequence numbers the
 * broker has taken. kafkajs would use them again for other messages, and the broker would drop those as duplicates. So
 * a producer is thrown away after any failure, with its sockets, and kafkajs's own retries can open no new one.
 */
export class KafkaSender {
  private line: Line | null = null;
  private readonly leaving = new AbortController();

  constructor(private readonly kafka: KafkaClient) {}

  /** Resolves once all of it is acknowledged. When it rejects, any part of it may have arrived. */
  async send(messages: readonly Sendable[], timeoutMs: number): Promise<void> {
    this.line ??= new Line(this.kafka, this.leaving.signal);
    const timer = new AbortController();
    try {
      await Promise.race([
        this.line.send(messages),
        pause(timeoutMs, undefined, { signal: timer.signal, ref: false }).then(() => {
          throw new Error(`The broker did not acknowledge within ${timeoutMs} ms`);
        }),
      ]);
    } catch (error) {
      this.line.abandon();
      this.line = null;
      throw error;
    } finally {
      timer.abort();
    }
  }

  /** A send that waits for a broker to answer at all fails at once: nothing of it has gone out. Any other is waited for. */
  hangUp(): void {
    this.leaving.abort();
  }

  async close(): Promise<void> {
    const line = this.line;
    this.line = null;
    await line?.close();
  }
}

/** One producer and the sockets it opened. */
class Line {
  private readonly sockets = new Set<Socket>();
  private abandoned = false;
  private readonly producer: Producer;
  private connecting: Promise<void> | null = null;
  private connected = false;

  constructor(
    kafka: KafkaClient,
    private readonly leaving: AbortSignal,
  ) {
    this.producer = openKafka(kafka, this.watched).producer({
      idempotent: true,
      // One request in flight for each broker keeps the order of a key through kafkajs's own retries.
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: partitionByKey,
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 3 },
    });
  }

  async send(messages: readonly Sendable[]): Promise<void> {
    if (!this.connected) await this.connect();
    await this.producer.sendBatch({ acks: -1, topicMessages: byTopic(messages) });
  }

  private async connect(): Promise<void> {
    this.connecting ??= this.producer.connect();
    let leave = () => undefined as unknown;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(new Error('No broker has answered, and this process stops'));
      if (this.leaving.aborted) leave();
      else this.leaving.addEventListener('abort', leave);
    });
    await Promise.race([this.connecting, left]).finally(() => this.leaving.removeEventListener('abort', leave));
    this.connected = true;
  }

  abandon(): void {
    this.abandoned = true;
    // With an error, so that kafkajs gives up what waits on them at once.
    for (const socket of this.sockets) socket.destroy(new Error('This producer was given up'));
    // Its sockets are gone: what becomes of the rest of it concerns nobody.
    void this.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }

  private readonly watched =
    (dial: Dial): Dial =>
    (host, port, onConnect) => {
      if (this.abandoned) throw new Error('This producer was given up');
      const socket = dial(host, port, onConnect);
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      return socket;
    };
}

function byTopic(messages: readonly Sendable[]) {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of messages) {
    const message = { key, value, headers: toKafkaHeaders(headers) };
    const list = topics.get(topic);
    if (list === undefined) topics.set(topic, [message]);
    else list.push(message);
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
}

function toKafkaHeaders(headers: OutboxMessage['headers']): IHeaders {
  const values: IHeaders = {};
  for (const name in headers) {
    const value = headers[name] as HeaderValue;
    values[name] = typeof value === 'string' ? value : Buffer.from(value.base64, 'base64');
  }
  return values;
}
