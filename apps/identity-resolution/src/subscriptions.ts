import { callCaptured, callGone, callWithheld } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { passOnCallGone } from './pass-on-call-gone';
import { passOnCallWithheld } from './pass-on-call-withheld';
import { resolveIdentityOnCallCaptured } from './resolve-identity-on-call-captured';
import { tellOutcomeOfLostCall } from './tell-outcome-of-lost-call';

const whenLost = tellOutcomeOfLostCall;

export const subscriptions: readonly Subscription[] = [
  on(callCaptured, resolveIdentityOnCallCaptured, { whenLost }),
  on(callWithheld, passOnCallWithheld, { whenLost }),
  on(callGone, passOnCallGone, { whenLost }),
];
