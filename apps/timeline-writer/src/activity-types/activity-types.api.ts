import { randomUUID } from 'node:crypto';
import { changeActivityType, createActivityType, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import {
  Implements,
  Input,
  type InputOf,
  notFound,
  ProblemError,
  refuseStale,
  changesOf,
  recordAudit,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import {
  type ActivityTypeRow,
  type ActivityTypeToSave,
  activityTypesOf,
  addActivityType,
  saveActivityType,
} from '../store/activity-types';
import { toActivityType } from './to-activity-type';
import { typeName } from './type-name';

type Answer = ResponseOf<typeof createActivityType>;

/** The Activity Types of a tenant (S7). None is ever deleted: Activities and settings name them. */
@Controller()
export class ActivityTypesApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(createActivityType)
  async create(@Input() input: InputOf<typeof createActivityType>): Promise<Answer> {
    const { identity, body, response } = input;
    const { tenantId } = identity;
    const type = toSave(randomUUID(), body);
    return this.database.within(tenantId).transaction(async (tx) => {
      // A tenant that has none yet gets the defaults first: their names are taken, too.
      await activityTypesOf(tx, [tenantId]);
      const row = await addActivityType(tx, tenantId, type);
      if (row === 'name-taken') throw nameTaken(type.name);
      const changes = changesOf(null, auditedOf(row));
      recordAudit(tx, input, { action: 'activity-type.created', object: objectOf(row), ...changes });
      return told(row, response);
    });
  }

  @Implements(changeActivityType)
  async change(@Input() input: InputOf<typeof changeActivityType>): Promise<Answer> {
    const { identity, params, body, ifMatch, response } = input;
    const { tenantId } = identity;
    const type = toSave(params.activityTypeId, body);
    return this.database.within(tenantId).transaction(async (tx) => {
      await activityTypesOf(tx, [tenantId]);
      const known: ActivityTypeRow[] = [];
      const row = await saveActivityType(tx, tenantId, type, (before) => {
        refuseStale(ifMatch, { is: toActivityType(before).etag, becomes: tagOf(type) });
        known.push(before);
      });
      if (row === 'not-found') throw notFound('Activity Type');
      if (row === 'name-taken') throw nameTaken(type.name);
      const [before] = known;
      const changes = changesOf(before === undefined ? null : auditedOf(before), auditedOf(row));
      recordAudit(tx, input, { action: 'activity-type.changed', object: objectOf(row), ...changes });
      return told(row, response);
    });
  }
}

const objectOf = ({ id, name }: ActivityTypeRow) => ({ kind: 'activity-type', id, name });
const auditedOf = ({ name, is_global: global, is_active: active }: ActivityTypeRow) => ({ name, global, active });

interface Given {
  readonly name: string;
  readonly global: boolean;
  readonly active: boolean;
}

const toSave = (id: string, given: Given): ActivityTypeToSave => {
  const name = typeName(given.name);
  if (name !== null) return { id, ...name, isGlobal: given.global, isActive: given.active };
  const message = 'expected a name that can be shown';
  throw new ProblemError('request.invalid', `body.name: ${message}`, [{ field: 'body.name', message }]);
};

const nameTaken = (name: string): ProblemError => {
  const message = `there is an Activity Type ${name} already`;
  return new ProblemError('conflict', `Choose another name: ${message}`, [{ field: 'body.name', message }]);
};

const tagOf = ({ id, name, isGlobal, isActive }: ActivityTypeToSave): string =>
  toActivityType({ id, name, is_global: isGlobal, is_active: isActive }).etag;

const told = (row: ActivityTypeRow, response: { set(name: string, value: string): unknown }): Answer => {
  const type = toActivityType(row);
  response.set('etag', type.etag);
  return type;
};
