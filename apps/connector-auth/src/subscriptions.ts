import type { Subscription } from '@gong-timeline/messaging';

/** Hears nothing: it begins what others hear of. */
export const subscriptions: readonly Subscription[] = [];
