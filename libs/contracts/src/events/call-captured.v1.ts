import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleCapture } from './examples';
import {
  CallContent,
  CallHead,
  Resync,
  CrmSystemSchema,
  GongId,
  GongUser,
  nullable,
  Party,
  StepSettings,
} from './gong-call';

const CallCapturedData = Type.Object({
  ...CallHead,
  ...Resync,
  /** SHA-256 (hex) over what S12 shows of the call: equal hashes, nothing to change (S10). */
  snapshotHash: Type.String(),
  settings: StepSettings,
  content: CallContent,
  /** S26: null in `user` when the owner is unknown at Gong; both null when the call names none. */
  owner: Type.Object({ gongUserId: nullable(GongId), user: nullable(GongUser) }),
  /** Account ids of the call, per CRM system (S14). */
  accounts: Type.Array(Type.Object({ system: CrmSystemSchema, id: Type.String() })),
  parties: Type.Array(Party),
});
export type CallCapturedData = Static<typeof CallCapturedData>;

export const callCaptured = defineEvent({
  type: 'gong.call-captured.v1',
  topic: 'gong.calls.v1',
  summary: 'A public call was read at Gong, and it is new or has changed or is not on the Timeline yet.',
  toldBy: ['gong-ingest'],
  heardBy: ['identity-resolution'],
  schema: CallCapturedData,
  subject: (data) => data.callId,
  example: exampleCapture,
});
