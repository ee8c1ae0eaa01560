import type { Clock, Database } from '@gong-timeline/persistence';
import { postMessage } from '@gong-timeline/persistence';
import type { Delivery } from '../consumer/delivery';
import { headerText, tenantOf } from '../consumer/delivery';
import { type DeadLetterCause, referenceOf, toDeadLetter } from '../dead-letters/dead-letter';
import { keptOf } from '../dead-letters/kept-of';
import { asField, type Log } from '../log';
import { stepFor } from '../step';
import type { LostFact, Subscription } from '../subscription';
import { codeOf, messageOf } from './failure';
import type { Parsed, Unparseable } from './parse';
import { ExhaustedError } from './retry';
import type { HandleChunk } from './transact';

export interface DeadLetterOptions {
  readonly database: Database;
  readonly group: string;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDead: (type: string, code: string) => void;
}

/**
 * What is lost is recorded through the outbox, in a transaction of its own and together with what its handler tells of
 * the loss: neither can be missing, and a broker that is down loses nothing. If recording fails, the error goes on up,
 * and the partition waits: a message is never dropped.
 */
export class DeadLetterOffice {
  constructor(private readonly options: DeadLetterOptions) {}

  /** A single message that was tried in vain ends here; whatever else fails passes through. */
  readonly around =
    (next: HandleChunk): HandleChunk =>
    async (chunk) => {
      try {
        return await next(chunk);
      } catch (error) {
        const [only] = chunk;
        if (!(error instanceof ExhaustedError) || only === undefined) throw error;
        await this.bury(only, error);
        return [];
      }
    };

  async buryUnparseable({ delivery, code, message }: Unparseable): Promise<void> {
    const type = headerText(delivery.headers, 'ce_type');
    const subscription = type === null ? undefined : this.options.subscriptions.get(type);
    await this.record(delivery, { code, message, attempts: 1 }, subscription, null, undefined);
  }

  private async bury({ delivery, subscription, fact }: Parsed, { attempts, cause }: ExhaustedError): Promise<void> {
    await this.record(
      delivery,
      { code: codeOf(cause), message: messageOf(cause), attempts },
      subscription,
      fact,
      cause,
    );
  }

  private async record(
    delivery: Delivery,
    cause: DeadLetterCause,
    subscription: Subscription | undefined,
    fact: LostFact['fact'],
    error: unknown,
  ): Promise<void> {
    const { database, group, clock, log, onDead } = this.options;
    const header = (name: string) => headerText(delivery.headers, name);
    const tenantId = tenantOf(delivery.headers);
    const lost: LostFact = {
      fact,
      tenantId,
      subject: header('ce_subject'),
      correlationId: header('ce_correlationid'),
      type: header('ce_type'),
      reference: referenceOf(group, delivery),
      reason: `${cause.code}: ${cause.message}`,
    };
    const letter = toDeadLetter(group, delivery, keptOf(delivery, subscription, fact), cause, clock.now());
    await database.within(letter.tenantId).transaction(async (tx) => {
      postMessage(tx, letter);
      await subscription?.whenLost?.(lost, stepFor(tx));
    });
    onDead(lost.type ?? 'unknown', cause.code);
    log.error(
      {
        reference: lost.reference,
        topic: delivery.topic,
        partition: delivery.partition,
        offset: delivery.offset,
        code: cause.code,
        attempts: cause.attempts,
        eventId: header('ce_id'),
        eventType: lost.type,
        tenantId: lost.tenantId,
        subject: lost.subject,
        correlationId: lost.correlationId,
        traceparent: header('traceparent'),
        err: error === undefined ? { message: cause.message } : asField(error),
      },
      `message ${lost.reference} went to the dead letters: ${lost.reason}`,
    );
  }
}
