import type { AppName } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { nullable } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { Tenant, TenantId } from './tenants';
import { time } from './text-formats';

const of = { owner: 'gateway', tag: 'Tenants and tokens', access: 'operator' } as const;
const params = Type.Object({ tenantId: TenantId });

export const suspendTenant = defineOperation({
  ...of,
  operationId: 'suspendTenant',
  method: 'POST',
  path: '/api/tenants/{tenantId}/suspension',
  summary: 'Suspend a tenant: nobody of it can sign in or call, nothing is read at Gong, nothing is lost',
  params,
  status: 200,
  response: Tenant,
  problems: ['tenant.wiping'],
});

export const resumeTenant = defineOperation({
  ...of,
  operationId: 'resumeTenant',
  method: 'DELETE',
  path: '/api/tenants/{tenantId}/suspension',
  summary: 'Resume a tenant that was suspended: what was held goes on',
  params,
  status: 200,
  response: Tenant,
  problems: ['tenant.wiping'],
});

export const wipeTenant = defineOperation({
  ...of,
  operationId: 'wipeTenant',
  method: 'POST',
  path: '/api/tenants/{tenantId}/wipe',
  summary: 'Wipe all that there is of a tenant, for good',
  description:
    'Cannot be undone or stopped. It goes on in the background; the remains of the tenant tell how far it is. ' +
    '`confirm` repeats the id of the tenant. The id is never given again.',
  params,
  body: Type.Object({ confirm: Type.String() }, { additionalProperties: false }),
  status: 202,
  response: Tenant,
  problems: [],
});

/** What is left of a tenant at one place. */
export const Remain = Type.Object(
  {
    app: Type.String({ description: 'Whose, or `kafka`' }),
    place: Type.String({ description: 'The table or the topic' }),
    left: nullable(
      Type.Integer({ minimum: 0, description: 'Rows or messages of the tenant; null: cannot be told now' }),
    ),
  },
  { $id: 'Remain' },
);
export type Remain = Static<typeof Remain>;

export const getTenantRemains = defineOperation({
  ...of,
  operationId: 'getTenantRemains',
  method: 'GET',
  path: '/api/tenants/{tenantId}/remains',
  summary: 'How many rows and messages of a tenant there are, table by table and topic by topic',
  description: 'Also of a tenant that was wiped: the proof. Reads every topic through, so it takes a while.',
  params,
  status: 200,
  response: Type.Object({
    state: Type.Union(
      (['active', 'suspended', 'wiping', 'wiped', 'unknown'] as const).map((state) => Type.Literal(state)),
    ),
    wipedAt: nullable(time()),
    left: nullable(Type.Integer({ minimum: 0, description: 'In all; null while it cannot be told of every place' })),
    places: Type.Array(Remain),
  }),
  problems: [],
});

/** Each app tells what its own schema holds of a tenant, and whether it has wiped it. */
const remainsIn = <const A extends AppName>(owner: A, operationId: string) =>
  defineOperation({
    owner,
    tag: 'Tenants and tokens',
    operationId,
    callers: ['gateway'],
    method: 'GET',
    path: `/internal/${owner}/remains`,
    access: 'service',
    summary: `What ${owner} holds of a tenant`,
    status: 200,
    response: Type.Object({
      wiped: Type.Boolean({ description: 'It has been told to wipe the tenant, has done so, and takes nothing of it' }),
      places: Type.Array(Remain),
    }),
    problems: [],
  });

export const readRemainsInConnectorAuth = remainsIn('connector-auth', 'readRemainsInConnectorAuth');
export const readRemainsInGongIngest = remainsIn('gong-ingest', 'readRemainsInGongIngest');
export const readRemainsInIdentityResolution = remainsIn('identity-resolution', 'readRemainsInIdentityResolution');
export const readRemainsInTimelineWriter = remainsIn('timeline-writer', 'readRemainsInTimelineWriter');
export const readRemainsInExecutionLog = remainsIn('execution-log', 'readRemainsInExecutionLog');
