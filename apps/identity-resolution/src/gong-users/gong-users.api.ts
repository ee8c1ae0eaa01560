import {
  listGongUsers,
  listSuggestedUsers,
  mapGongUser,
  type ResponseOf,
  removeGongUserMapping,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
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
  map(@Input() input: InputOf<typeof mapGongUser>): Promise<ResponseOf<typeof mapGongUser>> {
    const { correlationId, traceparent, body } = input;
    return map(this.database, { ...keyOf(input), correlationId, traceparent, userGsid: body.userGsid });
  }

  @Implements(removeGongUserMapping)
  remove(@Input() input: InputOf<typeof removeGongUserMapping>): Promise<void> {
    const { correlationId, traceparent } = input;
    return removeMapping(this.database, { ...keyOf(input), correlationId, traceparent });
  }
}

const keyOf = ({ identity, params }: Pick<InputOf<typeof listSuggestedUsers>, 'identity' | 'params'>) => ({
  tenantId: identity.tenantId,
  connectionId: params.connectionId,
  gongUserId: params.gongUserId,
});
