import type { EventDefinition } from './define-event';
import { activityCreated, activityErased, activityRetracted, activityUpdated } from './events/activity.v1';
import { auditRecorded } from './events/audit-recorded.v1';
import { callCaptured } from './events/call-captured.v1';
import { callGone } from './events/call-gone.v1';
import { callOutcome } from './events/call-outcome.v1';
import { callResolved } from './events/call-resolved.v1';
import { callWithheld } from './events/call-withheld.v1';
import { connectionActivated, connectionNeedsReauthorization, connectionRevoked } from './events/connection.v1';
import { crmSeen } from './events/crm-seen.v1';
import { directorySettingsSaved } from './events/directory-settings.v1';
import { gongUserGone, gongUserSeen } from './events/gong-user.v1';
import { jobProgressed, jobRead, jobStarted } from './events/job.v1';
import { resolutionGone } from './events/resolution-gone.v1';
import { resolutionWithheld } from './events/resolution-withheld.v1';
import { retryWanted } from './events/retry-wanted.v1';
import { tenantChanged } from './events/tenant.v1';

/** Every fact of the system, in the order of the flow. docs/topology.md is generated from it. */
export const EVENTS: readonly EventDefinition[] = [
  tenantChanged,
  connectionActivated,
  connectionNeedsReauthorization,
  connectionRevoked,
  crmSeen,
  directorySettingsSaved,
  jobStarted,
  jobProgressed,
  jobRead,
  gongUserSeen,
  gongUserGone,
  callCaptured,
  callWithheld,
  callGone,
  callResolved,
  resolutionWithheld,
  resolutionGone,
  retryWanted,
  callOutcome,
  activityCreated,
  activityUpdated,
  activityRetracted,
  activityErased,
  auditRecorded,
];

export const eventOfType = (type: string): EventDefinition | undefined => BY_TYPE.get(type);

const BY_TYPE = new Map(EVENTS.map((event) => [event.type, event]));
