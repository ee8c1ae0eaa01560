import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { AUDIT_ACTIONS, type AuditAction } from './audit-actions';
import { defineOperation } from './define-operation';
import { pageOf, pageQuery } from './page';
import { timeSpan } from './time-span';
import { time } from './text-formats';

const of = { owner: 'execution-log', tag: 'Audit log' } as const;
const actions = Object.keys(AUDIT_ACTIONS) as AuditAction[];

/** Names and values of what changed. Never a secret: no token, password, code or key, sealed or hashed. */
const Values = Type.Record(Type.String(), Type.Unknown());

export const AuditEntry = Type.Object(
  {
    entryId: Uuid,
    at: time('When, ISO 8601 in UTC'),
    actorId: Type.String({ description: '`member:<id>`, `token:<id>`, `provider:<issuer>`, `nobody` or `service`' }),
    actorRole: Type.String({ description: 'admin, member, operator, service or nobody (not signed in)' }),
    actorName: nullable(Type.String({ description: 'Of the person or the token, as it was then' })),
    address: nullable(Type.String({ description: 'From where: the network address; null for what the system did' })),
    action: Type.Union(actions.map((action) => Type.Literal(action))),
    summary: Type.String({ description: 'The action in words' }),
    objectKind: Type.String({ description: 'What was changed: member, token, connection, sync-settings, job, ...' }),
    objectId: Type.String(),
    objectName: nullable(Type.String({ description: 'As it was then' })),
    before: nullable(Values),
    after: nullable(Values),
    correlationId: Type.String({ description: 'Of the request; finds it in the logs' }),
  },
  { $id: 'AuditEntry' },
);
export type AuditEntry = Static<typeof AuditEntry>;

const filters = {
  actorId: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'By this actor' })),
  action: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1000, description: 'One or several actions, separated by commas' }),
  ),
  objectKind: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'What kind of thing was changed' }),
  ),
  objectId: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'Which one' })),
  ...timeSpan({ from: 'At or after', to: 'Before' }),
};

export const listAuditEntries = defineOperation({
  ...of,
  operationId: 'listAuditEntries',
  method: 'GET',
  path: '/api/audit',
  access: 'admin',
  summary: 'Who changed what, when, from where, before and after: newest first',
  query: Type.Object({ ...pageQuery, ...filters }),
  status: 200,
  response: pageOf(AuditEntry),
  problems: [],
});

export const exportAuditEntries = defineOperation({
  ...of,
  operationId: 'exportAuditEntries',
  method: 'GET',
  path: '/api/audit.jsonl',
  access: 'admin',
  summary: 'Download the audit log as JSON lines: one entry a line, newest first',
  query: Type.Object(filters),
  status: 200,
  responseStream: { contentType: 'application/x-ndjson', description: 'One AuditEntry a line, streamed' },
  problems: [],
});

export const listInstallationAuditEntries = defineOperation({
  ...of,
  operationId: 'listInstallationAuditEntries',
  method: 'GET',
  path: '/api/installation/audit',
  access: 'operator',
  summary: 'What was done to the installation as a whole, and to tenants that are no more: newest first',
  query: Type.Object({ ...pageQuery, ...filters }),
  status: 200,
  response: pageOf(AuditEntry),
  problems: [],
});
