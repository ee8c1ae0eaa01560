import { auditRecorded, callOutcome, jobProgressed, jobRead, jobStarted } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { followTenantOnTenantChanged } from '@gong-timeline/runtime';
import { closeJobOnJobRead } from './close-job-on-job-read';
import { keepEntryOnAuditRecorded } from './keep-entry-on-audit-recorded';
import { openJobOnJobStarted } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome } from './record-outcome-on-call-outcome';
import { showProgressOnJobProgressed } from './show-progress-on-job-progressed';

export const subscriptions: readonly Subscription[] = [
  on(jobStarted, openJobOnJobStarted),
  on(jobProgressed, showProgressOnJobProgressed),
  on(jobRead, closeJobOnJobRead),
  on(callOutcome, recordOutcomeOnCallOutcome),
  on(auditRecorded, keepEntryOnAuditRecorded),
  followTenantOnTenantChanged,
];
