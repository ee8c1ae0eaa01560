import { followTenantOnTenantChanged } from '@gong-timeline/runtime';
import { callResolved, resolutionGone, resolutionWithheld } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { endCallOnCallGone } from './end-call-on-call-gone';
import { redactActivityOnCallWithheld } from './redact-activity-on-call-withheld';
import { tellOutcomeOfLostCall } from './tell-outcome-of-lost-call';
import { writeActivityOnCallResolved } from './write-activity-on-call-resolved';

const whenLost = tellOutcomeOfLostCall;

export const subscriptions: readonly Subscription[] = [
  on(callResolved, writeActivityOnCallResolved, { whenLost }),
  on(resolutionWithheld, redactActivityOnCallWithheld, { whenLost }),
  on(resolutionGone, endCallOnCallGone, { whenLost }),
  followTenantOnTenantChanged,
];
