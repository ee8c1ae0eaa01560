import { callOutcome, jobProgressed, jobRead, jobStarted } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { closeJobOnJobRead } from './close-job-on-job-read';
import { openJobOnJobStarted } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome } from './record-outcome-on-call-outcome';
import { showProgressOnJobProgressed } from './show-progress-on-job-progressed';

export const subscriptions: readonly Subscription[] = [
  on(jobStarted, openJobOnJobStarted),
  on(jobProgressed, showProgressOnJobProgressed),
  on(jobRead, closeJobOnJobRead),
  on(callOutcome, recordOutcomeOnCallOutcome),
];
