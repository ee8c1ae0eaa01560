import type { CallCapturedData, CallOutcomeData, CallResolvedData } from '@gong-timeline/contracts';
import { ownerLabel } from '../author/owner';
import type { Company, User } from '../directory/tenant-directory';
import type { CallDecision } from './decide-call';

type Resolved = Extract<CallDecision, { ending: 'resolved' }>;
type Stopped = Extract<CallDecision, { ending: 'stopped' }>;

export const resolvedFact = (
  { owner, accounts: _, parties: __, ...call }: CallCapturedData,
  { company, author, attendees }: Resolved,
): CallResolvedData => ({
  ...call,
  ownerName: ownerLabel(owner.user),
  company: refOf(company),
  author: { gsid: author.gsid, name: author.name, emailAddress: author.email },
  attendees,
});

export const stoppedFact = (
  { callId, connectionId, jobId, revision, attempt, content, owner }: CallCapturedData,
  { code, message, company, candidates }: Stopped,
): CallOutcomeData => ({
  callId,
  connectionId,
  jobId,
  revision,
  attempt,
  code,
  message,
  title: content.title,
  startedAt: content.startedAt,
  ownerName: ownerLabel(owner.user),
  url: content.url,
  company: company === null ? null : refOf(company),
  activityId: null,
  snapshotHash: null,
  candidates: candidates.map(refOf),
  reference: null,
});

type CallHead = Pick<CallOutcomeData, 'callId' | 'connectionId' | 'jobId' | 'revision' | 'attempt'>;

/** Says nothing of the call itself: it may have turned private meanwhile. */
export const lostFact = (
  { callId, connectionId, jobId, revision, attempt }: CallHead,
  reference: string,
): CallOutcomeData => ({
  callId,
  connectionId,
  jobId,
  revision,
  attempt,
  code: 'internal.error',
  message: `Something went wrong on our side while the company and the people of this call were looked up; it is tried again by itself. Give support this reference: ${reference}`,
  title: null,
  startedAt: null,
  ownerName: null,
  url: null,
  company: null,
  activityId: null,
  snapshotHash: null,
  candidates: [],
  reference,
});

const refOf = ({ gsid, name }: Company | User) => ({ gsid, name });
