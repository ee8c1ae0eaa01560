import { type Static, Type } from '@sinclair/typebox';
import { GongId, Tracker, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { time } from './text-formats';

const Address = Type.Union([Type.String({ description: 'Signed by Gong; whoever has it can play it' }), Type.Null()]);

/** S13: fetched from Gong when it is looked at. Its addresses are never stored, logged or told. */
export const Recording = Type.Object(
  {
    videoUrl: Address,
    audioUrl: Address,
    expiresAt: time('Eight hours after it was asked for: then ask again'),
  },
  { $id: 'Recording' },
);
export type Recording = Static<typeof Recording>;

/** Why Gong gave nothing to look at. */
export const LoadFailure = Type.Union([
  /** Gong does not answer, or not as it should. */
  Type.Literal('gong-down'),
  /** Gong's limit, or what of it people may use, is used up for now. */
  Type.Literal('limit-reached'),
  /** The connection needs an admin, or was deleted. */
  Type.Literal('connection-not-usable'),
  /** The call was deleted at Gong, or is private now. */
  Type.Literal('call-withheld'),
  /** The call is there, without what was asked for. */
  Type.Literal('nothing-there'),
]);
export type LoadFailure = Static<typeof LoadFailure>;

const ofActivity = {
  owner: 'timeline-writer',
  tag: 'Timeline',
  access: 'member',
  params: Type.Object({ activityId: Uuid }),
  status: 200,
} as const;

export const getRecording = defineOperation({
  ...ofActivity,
  operationId: 'getRecording',
  method: 'GET',
  path: '/api/activities/{activityId}/recording',
  summary: 'The addresses of the recording, asked for at Gong now; not to be stored',
  description:
    'Where it fails, the detail of the problem is what the view says, and `reasons` are the probable ones, the likeliest first.',
  response: Recording,
  problems: ['recording.load-failed'],
});

export const getTrackers = defineOperation({
  ...ofActivity,
  operationId: 'getTrackers',
  method: 'GET',
  path: '/api/activities/{activityId}/trackers',
  summary: 'The trackers of the call as Gong has them now',
  description:
    'Where it fails, the detail of the problem is what the view says, and `reasons` are the probable ones, the likeliest first.',
  response: Type.Object({ items: Type.Array(Tracker) }),
  problems: ['trackers.load-failed'],
});

const failed = Type.Object({ loaded: Type.Literal(false), why: LoadFailure });
const ofCall = {
  owner: 'gong-ingest',
  tag: 'Sync',
  access: 'service',
  callers: ['timeline-writer'],
  params: Type.Object({ callId: GongId }),
  status: 200,
  problems: [],
} as const;

/** Which connection leads to a call, gong-ingest knows: the caller names the call only. Never offered by the gateway. */
export const readCallRecording = defineOperation({
  ...ofCall,
  operationId: 'readCallRecording',
  method: 'GET',
  path: '/internal/calls/{callId}/recording',
  summary: 'Read the addresses of the recording of one call at Gong now',
  response: Type.Union([Type.Object({ loaded: Type.Literal(true), recording: Recording }), failed]),
});

export const readCallTrackers = defineOperation({
  ...ofCall,
  operationId: 'readCallTrackers',
  method: 'GET',
  path: '/internal/calls/{callId}/trackers',
  summary: 'Read the trackers of one call at Gong now',
  response: Type.Union([Type.Object({ loaded: Type.Literal(true), trackers: Type.Array(Tracker) }), failed]),
});
