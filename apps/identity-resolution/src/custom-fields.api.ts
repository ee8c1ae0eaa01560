import { listCustomFields, type ResponseOf, saveCustomField } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { changeCustomField } from './directory/change-custom-field';
import { loadCustomFields } from './store/custom-fields';

@Controller()
export class CustomFieldsApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(listCustomFields)
  async list(
    @Input() { identity: { tenantId } }: InputOf<typeof listCustomFields>,
  ): Promise<ResponseOf<typeof listCustomFields>> {
    const fields = await loadCustomFields(this.database.within(tenantId), [tenantId]);
    return { items: [...(fields.get(tenantId) ?? [])] };
  }

  @Implements(saveCustomField)
  save(
    @Input() { identity, params, body }: InputOf<typeof saveCustomField>,
  ): Promise<ResponseOf<typeof saveCustomField>> {
    return changeCustomField(this.database, identity.tenantId, { ...params, ...body });
  }
}
