import { followTenantOnTenantChanged } from '@gong-timeline/runtime';
import {
  callOutcome,
  connectionActivated,
  connectionNeedsReauthorization,
  connectionRevoked,
  retryWanted,
} from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { applyOutcomeOnCallOutcome } from './apply-outcome-on-call-outcome';
import { holdConnectionOnConnectionNeedsReauthorization } from './hold-connection-on-connection-needs-reauthorization';
import { rememberConnectionOnConnectionActivated } from './remember-connection-on-connection-activated';
import { startRetryOnRetryWanted } from './start-retry-on-retry-wanted';
import { stopConnectionOnConnectionRevoked } from './stop-connection-on-connection-revoked';

/** When this fact arrives, do this. */
export const subscriptions: readonly Subscription[] = [
  on(connectionActivated, rememberConnectionOnConnectionActivated),
  on(connectionNeedsReauthorization, holdConnectionOnConnectionNeedsReauthorization),
  on(connectionRevoked, stopConnectionOnConnectionRevoked),
  on(callOutcome, applyOutcomeOnCallOutcome),
  on(retryWanted, startRetryOnRetryWanted),
  followTenantOnTenantChanged,
];
