import { APP_NAMES } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { AUDIT_ACTIONS, type AuditAction } from '../http/audit-actions';
import { nullable, OffsetDateTime, Uuid } from './gong-call';

const Values = nullable(Type.Record(Type.String(), Type.Unknown()));

const AuditRecordedData = Type.Object({
  entryId: Uuid,
  at: OffsetDateTime,
  actorId: Type.String({ minLength: 1 }),
  actorRole: Type.String({ minLength: 1 }),
  actorName: nullable(Type.String()),
  address: nullable(Type.String()),
  action: Type.Union((Object.keys(AUDIT_ACTIONS) as AuditAction[]).map((action) => Type.Literal(action))),
  objectKind: Type.String({ minLength: 1 }),
  objectId: Type.String({ minLength: 1 }),
  objectName: nullable(Type.String()),
  before: Values,
  after: Values,
});
export type AuditRecordedData = Static<typeof AuditRecordedData>;

/** The tenant of entries about the installation as a whole. No tenant's id begins so. */
export const INSTALLATION = '_installation';

export const auditRecorded = defineEvent({
  type: 'audit.recorded.v1',
  topic: 'audit.entries.v1',
  summary: 'Somebody changed something, took something out, or signed in. Told with the change itself, or not at all.',
  toldBy: APP_NAMES,
  heardBy: ['execution-log'],
  schema: AuditRecordedData,
  subject: (data) => data.entryId,
  example: {
    entryId: '5d0a6c1e-1c1f-4a52-9c1c-6a1c7d7f0b11',
    at: '2026-03-03T09:12:44.120Z',
    actorId: 'member:0f8d6a52-58a5-4a0a-8a2c-51b1a2f6c9d0',
    actorRole: 'admin',
    actorName: 'Ana Host',
    address: '192.0.2.14',
    action: 'member.changed',
    objectKind: 'member',
    objectId: '7c2f8f0e-5f55-4a8e-9d2b-7f5b2d8c4e21',
    objectName: 'Kim Lee',
    before: { role: 'member' },
    after: { role: 'admin' },
  },
});
