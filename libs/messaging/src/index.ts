export { PermanentError, TransientError } from './errors';
export type { Ignored, Step } from './step';
export { stepFor } from './step';
export type { BatchHandler, LostFact, Subscription, SubscriptionOptions } from './subscription';
export { on } from './subscription';
