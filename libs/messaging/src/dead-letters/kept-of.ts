import { type Fact, holdsContent } from '@gong-timeline/contracts';
import type { Delivery } from '../consumer/delivery';
import type { Subscription } from '../subscription';

/** whole: byte by byte. redacted: the fact without its content. withheld: nothing of it, so it cannot be replayed. */
export type KeptContent = 'whole' | 'redacted' | 'withheld';

export interface Kept {
  readonly content: KeptContent;
  readonly value: Buffer | string | null;
}

/**
 * What a dead letter keeps of its message. It stands until an operator comes, and the call may turn private before that
 * (S9): of a topic that holds content it keeps what the fact says may be kept, and nothing of what is no fact.
 */
export const keptOf = (
  delivery: Delivery,
  subscription: Pick<Subscription, 'event'> | undefined,
  fact: Fact | null,
): Kept => {
  if (!holdsContent(delivery.topic)) return { content: 'whole', value: delivery.value };
  const { withoutContent } = subscription?.event ?? {};
  if (fact === null || withoutContent === undefined) return { content: 'withheld', value: null };
  return { content: 'redacted', value: JSON.stringify(withoutContent(fact.data)) };
};
