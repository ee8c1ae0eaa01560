import {
  type OperationDefinition,
  readRemainsInConnectorAuth,
  readRemainsInExecutionLog,
  readRemainsInGongIngest,
  readRemainsInIdentityResolution,
  readRemainsInTimelineWriter,
  type ResponseOf,
} from '@gong-timeline/contracts';
import type { AppName } from '@gong-timeline/domain';
import { Database, isWiped, tenantRemains } from '@gong-timeline/persistence';
import { Controller, Inject, type Type } from '@nestjs/common';
import { Implements } from '../http/implements';
import { Input, type InputOf } from '../http/input';

type Remains = ResponseOf<typeof readRemainsInGongIngest>;

const OPERATIONS: Partial<Record<AppName, OperationDefinition>> = {
  'connector-auth': readRemainsInConnectorAuth,
  'gong-ingest': readRemainsInGongIngest,
  'identity-resolution': readRemainsInIdentityResolution,
  'timeline-writer': readRemainsInTimelineWriter,
  'execution-log': readRemainsInExecutionLog,
};

/** The controllers of an app that the gateway asks what it holds of a tenant; none for others. */
export const tenantRemainsApi = (app: AppName): Type[] => {
  const operation = OPERATIONS[app];
  if (operation === undefined) return [];
  @Controller()
  class TenantRemainsApi {
    constructor(@Inject(Database) private readonly database: Database) {}

    @Implements(operation as OperationDefinition)
    async read(@Input() { identity }: InputOf<typeof readRemainsInGongIngest>): Promise<Remains> {
      const { tenantId } = identity;
      const remains = await tenantRemains(this.database, tenantId);
      const places = remains.map(({ table, rows }) => ({ app, place: table, left: rows }));
      return { wiped: await isWiped(this.database, tenantId), places };
    }
  }
  return [TenantRemainsApi];
};
