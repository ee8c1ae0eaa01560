import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  AttemptTakenOver,
  claimRequest,
  Database,
  fenced,
  findRequest,
  forgetExpired,
  keepAnswer,
  letGo,
  type RememberedRequest,
  type RequestKey,
  takeOver,
} from '@gong-timeline/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock';
import { ProblemError } from '../http/problem-error';
import { type KeptAnswer, openAnswer, sealAnswer } from './sealed-answer';

export interface IdempotentRequest {
  readonly tenantId: string;
  readonly actorId: string;
  readonly key: string;
  /** All that makes it this request and no other: operation, address, body. */
  readonly said: string;
}

export interface OnceAnswer extends KeptAnswer {
  /** Nothing happened now: it is the answer of the first time. */
  readonly replayed: boolean;
}

/** After this much silence the process that was at it is taken for dead. It can still commit nothing that another did. */
const LEASE_MS = 60_000;
const KEPT_MS = 24 * 60 * 60_000;

/**
 * `Idempotency-Key` (record 22): a request sent again, at the same time or within 24 hours, has its effect once. Kept in
 * the schema of who owns the effect, so that the two are committed together.
 */
@Injectable()
export class IdempotentRequests {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async once(request: IdempotentRequest, work: () => Promise<KeptAnswer>): Promise<OnceAnswer> {
    const { tenantId, actorId, key } = request;
    const id: RequestKey = { tenantId, actorId, keyHash: sha256(key) };
    const attempt = randomUUID();
    const known = await this.claim(id, attempt, sha256(request.said));
    if (known !== null) return { ...answerOf(known, request), replayed: true };
    return { ...(await this.attempt(id, attempt, request, work)), replayed: false };
  }

  /** Null: this attempt may go on. Else what became of an earlier one that has an answer. */
  private async claim(id: RequestKey, attempt: string, fingerprint: Buffer): Promise<RememberedRequest | null> {
    const now = this.clock.now();
    const mine = {
      fingerprint,
      attempt,
      leaseUntil: new Date(now.getTime() + LEASE_MS),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    };
    await this.database.acrossTenants().transaction(forgetExpired);
    return this.database.within(id.tenantId).transaction(async (tx) => {
      if (await claimRequest(tx, id, mine)) return null;
      const known = await findRequest(tx, id);
      if (known === null) throw inProgress(1);
      if (!timingSafeEqual(known.fingerprint, fingerprint)) throw reused();
      if (known.answer !== null) return known;
      if (known.leaseUntil > tx.now) throw inProgress(secondsUntil(known.leaseUntil, tx.now));
      if (known.effect) throw answerLost();
      if (await takeOver(tx, id, known.attempt, mine)) return null;
      throw inProgress(1);
    });
  }

  private async attempt(
    id: RequestKey,
    attempt: string,
    { key }: IdempotentRequest,
    work: () => Promise<KeptAnswer>,
  ): Promise<KeptAnswer> {
    const own = this.database.within(id.tenantId);
    let answer: KeptAnswer;
    try {
      answer = await fenced(id, attempt, work);
    } catch (error) {
      if (error instanceof AttemptTakenOver) throw inProgress(1);
      await own.transaction((tx) => letGo(tx, id, attempt));
      throw error;
    }
    await own.transaction((tx) => keepAnswer(tx, id, attempt, sealAnswer(answer, key, boundTo(id))));
    return answer;
  }
}

const answerOf = ({ answer }: RememberedRequest, { tenantId, actorId, key }: IdempotentRequest): KeptAnswer => {
  if (answer === null) throw answerLost();
  return openAnswer(answer, key, boundTo({ tenantId, actorId }));
};

const boundTo = ({ tenantId, actorId }: Pick<RequestKey, 'tenantId' | 'actorId'>): string =>
  JSON.stringify([tenantId, actorId]);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const secondsUntil = (until: Date, now: Date): number => Math.ceil((until.getTime() - now.getTime()) / 1000);

const inProgress = (seconds: number): ProblemError =>
  new ProblemError(
    'idempotency.in-progress',
    'The same request is still running: send it again in a moment',
    undefined,
    { 'retry-after': String(seconds) },
  );

const reused = (): ProblemError =>
  new ProblemError('idempotency.key-reused', 'Another request was sent with this Idempotency-Key: take a new key', [
    { field: 'header.idempotency-key', message: 'expected a new key for a new request' },
  ]);

const answerLost = (): ProblemError =>
  new ProblemError(
    'idempotency.answer-lost',
    'This request was carried out, but we stopped before its answer was kept: read what is there now',
  );
