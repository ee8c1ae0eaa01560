import { randomUUID } from 'node:crypto';
import { changeActivityType, createActivityType, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import {
  type ActivityTypeRow,
  type ActivityTypeToSave,
  activityTypesOf,
  addActivityType,
  saveActivityType,
} from '../store/activity-types';
import { typeName } from './type-name';

type Answer = ResponseOf<typeof createActivityType>;

/** The Activity Types of a tenant (S7). None is ever deleted: Activities and settings name them. */
@Controller()
export class ActivityTypesApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(createActivityType)
  async create(@Input() { identity, body }: InputOf<typeof createActivityType>): Promise<Answer> {
    const { tenantId } = identity;
    const type = toSave(randomUUID(), body);
    return this.database.within(tenantId).transaction(async (tx) => {
      // A tenant that has none yet gets the defaults first: their names are taken, too.
      await activityTypesOf(tx, [tenantId]);
      const row = await addActivityType(tx, tenantId, type);
      if (row === 'name-taken') throw nameTaken(type.name);
      return toAnswer(row);
    });
  }

  @Implements(changeActivityType)
  async change(@Input() { identity, params, body }: InputOf<typeof changeActivityType>): Promise<Answer> {
    const { tenantId } = identity;
    const type = toSave(params.activityTypeId, body);
    return this.database.within(tenantId).transaction(async (tx) => {
      await activityTypesOf(tx, [tenantId]);
      const row = await saveActivityType(tx, tenantId, type);
      if (row === 'not-found') throw notFound('Activity Type');
      if (row === 'name-taken') throw nameTaken(type.name);
      return toAnswer(row);
    });
  }
}

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

const toAnswer = (row: ActivityTypeRow): Answer => ({
  id: row.id,
  name: row.name,
  global: row.is_global,
  active: row.is_active,
});
