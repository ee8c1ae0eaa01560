import {
  listGongUsers,
  listSuggestedUsers,
  mapGongUser,
  type ResponseOf,
  removeGongUserMapping,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { mapGongUser as map, removeMapping } from './change-mapping';
import { listPageOfGongUsers } from './list-page-of-gong-users';
import { listSuggestedUsers as suggested } from './list-suggested-users';

/** Administration > Users and Permission > User Management (S27). */
@Controller()
export class GongUsersApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(listGongUsers)
  list(
    @Input() { identity: { tenantId }, params: { connectionId }, query }: InputOf<typeof listGongUsers>,
  ): Promise<ResponseOf<typeof listGongUsers>> {
    return listPageOfGongUsers(this.database, { tenantId, connectionId }, query);
  }

  @Implements(listSuggestedUsers)
  suggest(@Input() input: InputOf<typeof listSuggestedUsers>): Promise<ResponseOf<typeof listSuggestedUsers>> {
    return suggested(this.database, keyOf(input));
  }

  @Implements(mapGongUser)
  async map(@Input() input: InputOf<typeof mapGongUser>): Promise<ResponseOf<typeof mapGongUser>> {
    const { correlationId, traceparent, ifMatch, body, response } = input;
    const request = { ...keyOf(input), correlationId, traceparent, ifMatch, userGsid: body.userGsid };
    const entry = await map(this.database, request, (tx, before) => {
      const values = { before: { userGsid: before }, after: { userGsid: body.userGsid } };
      recordAudit(tx, input, { action: 'gong-user.mapped', object: objectOf(input), ...values });
    });
    response.set('etag', entry.etag);
    return entry;
  }

  @Implements(removeGongUserMapping)
  remove(@Input() input: InputOf<typeof removeGongUserMapping>): Promise<void> {
    const { correlationId, traceparent, ifMatch } = input;
    return removeMapping(this.database, { ...keyOf(input), correlationId, traceparent, ifMatch }, (tx, before) =>
      recordAudit(tx, input, { action: 'gong-user.unmapped', object: objectOf(input), before: { userGsid: before } }),
    );
  }
}

const objectOf = ({ params }: Pick<InputOf<typeof mapGongUser>, 'params'>) => ({
  kind: 'gong-user',
  id: `${params.connectionId}/${params.gongUserId}`,
});

const keyOf = ({ identity, params }: Pick<InputOf<typeof listSuggestedUsers>, 'identity' | 'params'>) => ({
  tenantId: identity.tenantId,
  connectionId: params.connectionId,
  gongUserId: params.gongUserId,
});
