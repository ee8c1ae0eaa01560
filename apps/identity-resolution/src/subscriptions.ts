import { followTenantOnTenantChanged } from '@gong-timeline/runtime';
import {
  callCaptured,
  callGone,
  callWithheld,
  connectionActivated,
  connectionRevoked,
  gongUserGone,
  gongUserSeen,
} from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { forgetGongUserOnGongUserGone } from './gong-users/forget-gong-user-on-gong-user-gone';
import { rememberConnectionOnConnectionActivated } from './gong-users/remember-connection-on-connection-activated';
import { rememberGongUserOnGongUserSeen } from './gong-users/remember-gong-user-on-gong-user-seen';
import { wipeGongUsersOnConnectionRevoked } from './gong-users/wipe-gong-users-on-connection-revoked';
import { passOnCallGone } from './pass-on-call-gone';
import { passOnCallWithheld } from './pass-on-call-withheld';
import { resolveIdentityOnCallCaptured } from './resolve-identity-on-call-captured';
import { tellOutcomeOfLostCall } from './tell-outcome-of-lost-call';

const whenLost = tellOutcomeOfLostCall;

export const subscriptions: readonly Subscription[] = [
  on(connectionActivated, rememberConnectionOnConnectionActivated),
  on(connectionRevoked, wipeGongUsersOnConnectionRevoked),
  on(gongUserSeen, rememberGongUserOnGongUserSeen),
  on(gongUserGone, forgetGongUserOnGongUserGone),
  on(callCaptured, resolveIdentityOnCallCaptured, { whenLost }),
  on(callWithheld, passOnCallWithheld, { whenLost }),
  on(callGone, passOnCallGone, { whenLost }),
  followTenantOnTenantChanged,
];
