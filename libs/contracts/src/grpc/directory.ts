import { type TSchema, Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { listCompanies, listPersons, listUsers } from '../http/directory';
import { defineMethod } from './define-method';

const service = 'gong_timeline.directory.v1.DirectoryService';

const externalId = Type.String({ minLength: 1, maxLength: 200 });
const email = Type.String({ minLength: 1, maxLength: 320 });
const crmId = Type.String({ minLength: 1, maxLength: 100 });

/** Exactly one of a `oneof`. */
const one = <C extends string, V extends TSchema>($case: C, value: V) =>
  Type.Object({ $case: Type.Literal($case), value });
const by = <T extends TSchema[]>(...ways: [...T]) => Type.Union(ways, { title: 'exactly one way to find it' });

export const resolveCompanyMethod = defineMethod({
  service,
  method: 'ResolveCompany',
  responseStream: false,
  like: listCompanies,
  request: Type.Object({
    by: by(
      one('gsid', Uuid),
      one('externalId', externalId),
      one(
        'evidence',
        Type.Object({
          crmAccountIds: Type.Array(crmId, { maxItems: 100 }),
          crmContactIds: Type.Array(crmId, { maxItems: 100 }),
          emails: Type.Array(email, { maxItems: 100 }),
          matchDomains: Type.Boolean(),
        }),
      ),
    ),
  }),
});

export const resolvePersonMethod = defineMethod({
  service,
  method: 'ResolvePerson',
  responseStream: false,
  like: listPersons,
  request: Type.Object({
    by: by(one('gsid', Uuid), one('externalId', externalId), one('email', email), one('crmContactId', crmId)),
    companyGsid: Type.Union([Uuid, Type.Literal('')]),
  }),
});

export const resolveUserMethod = defineMethod({
  service,
  method: 'ResolveUser',
  responseStream: false,
  like: listUsers,
  request: Type.Object({ by: by(one('gsid', Uuid), one('externalId', externalId), one('email', email)) }),
});
