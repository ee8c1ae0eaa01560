import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { OperationDefinition } from '@gong-timeline/contracts';
import {
  CONFIG,
  type InputOf,
  LOGGER,
  type Logger,
  ProblemError,
  ServiceCredentials,
  toAddress,
} from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';
import { clientAddress } from '../access/client-address';
import type { GatewayConfig } from '../config';
import { isEventStream, untilStopped } from './event-stream';
import { type Passed, passAnswer } from './pass-answer';
import { requestHeadersToPass, responseHeadersToPass } from './pass-headers';
import { UploadSlots } from './upload-slots';
import { upstreamOf } from './upstreams';

/** From the end of the request to the head of the answer: an import answers when its last row is in. */
const HEADERS_TIMEOUT_MS = 60_000;
/** Between two pieces of an answer; an event stream sends a comment four times as often. */
const BODY_TIMEOUT_MS = 60_000;

/** Passes a request on to the owner of its operation, and the answer back, as they come: nothing is gathered in memory. */
@Injectable()
export class Forwarder implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly agent = agentOf(128);
  /** Each event stream holds a connection for minutes: of their own, so that they keep nothing else waiting. */
  private readonly eventAgent = agentOf(1024);
  private readonly uploads = new UploadSlots();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(ServiceCredentials) private readonly credentials: ServiceCredentials,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    setMaxListeners(0, this.stopping.signal);
  }

  forward(operation: OperationDefinition, input: InputOf<OperationDefinition>): Promise<void> {
    const pass = () => this.pass(operation, input);
    return operation.requestStream === undefined ? pass() : this.uploads.take(input.identity.tenantId, pass);
  }

  private async pass(operation: OperationDefinition, input: InputOf<OperationDefinition>): Promise<void> {
    const { response } = input;
    try {
      const passed = isEventStream(operation)
        ? await this.passEvents(operation, input)
        : await passAnswer(this.agent, this.requestOf(operation, input), response);
      if (passed === 'refused') throw new Error(`${operation.owner} refuses our service key`);
    } catch (error) {
      if (response.headersSent) throw error;
      this.log.error({ err: error, operationId: operation.operationId }, 'owner does not answer');
      throw new ProblemError('upstream.unavailable', `${operation.owner} does not answer; try again in a moment`);
    }
  }

  private async passEvents(operation: OperationDefinition, input: InputOf<OperationDefinition>): Promise<Passed> {
    const { response } = input;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const asked = { ...this.requestOf(operation, input), signal: gone.signal };
      const answer = await this.eventAgent.request(asked);
      if (answer.statusCode === 401) {
        await answer.body.dump();
        return 'refused';
      }
      response.status(answer.statusCode).set(responseHeadersToPass(answer.headers));
      await pipeline(untilStopped(answer.body, this.stopping.signal), response);
      return 'passed';
    } catch (error) {
      if (gone.signal.aborted) return 'left';
      throw error;
    }
  }

  /** Event streams are ended, so that their clients connect again: to another replica. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.agent.close(), this.eventAgent.close()]);
  }

  private requestOf(operation: OperationDefinition, input: InputOf<OperationDefinition>): Dispatcher.RequestOptions {
    const { request, params, identity } = input;
    const withBody = hasBody(request);
    const { pathname } = new URL(toAddress(operation, params), 'http://any');
    const { search } = new URL(request.originalUrl, 'http://any');
    return {
      origin: upstreamOf(operation.owner, this.config),
      path: pathname + search,
      method: request.method as Dispatcher.HttpMethod,
      headers: {
        ...requestHeadersToPass(request.headers, withBody),
        authorization: `Bearer ${this.credentials.bearerFor(operation.owner)}`,
        'x-tenant-id': identity.tenantId,
        'x-actor-id': identity.actorId,
        'x-actor-role': identity.role,
        // A header holds ASCII only; names do not.
        ...(identity.actorName === undefined ? {} : { 'x-actor-name': encodeURIComponent(identity.actorName) }),
        'x-request-id': input.correlationId,
        'x-forwarded-for': clientAddress(request),
        traceparent: input.traceparent ?? newTraceparent(input.correlationId),
      },
      body: withBody ? request : null,
    };
  }
}

const agentOf = (connections: number): Agent =>
  new Agent({
    connections,
    // Well below the time after which our services close an idle connection, so that none is closed under a request.
    keepAliveTimeout: 4_000,
    connect: { timeout: 3_000 },
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
  });

const hasBody = ({ headers, method }: IncomingMessage): boolean =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

/** Begins a trace; its id is the correlation id, so that either finds the other. */
const newTraceparent = (correlationId: string): string =>
  `00-${correlationId.replaceAll('-', '')}-${randomUUID().replaceAll('-', '').slice(16)}-01`;
