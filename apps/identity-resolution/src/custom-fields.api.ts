import { type CustomField, listCustomFields, type ResponseOf, saveCustomField } from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import { entityTag, Implements, Input, type InputOf, changesOf, recordAudit } from '@gong-timeline/runtime';
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
    return { items: (fields.get(tenantId) ?? []).map(toEntry) };
  }

  @Implements(saveCustomField)
  async save(@Input() input: InputOf<typeof saveCustomField>): Promise<ResponseOf<typeof saveCustomField>> {
    const { identity, params, body, ifMatch, response } = input;
    const object = { kind: 'custom-field', id: `${params.object}/${params.name}`, name: params.name };
    const andThen = (tx: Transaction, before: CustomField | undefined) =>
      recordAudit(tx, input, { action: 'custom-field.saved', object, ...changesOf(before ?? null, body) });
    const wanted = { ...params, ...body };
    const field = toEntry(await changeCustomField(this.database, identity.tenantId, wanted, ifMatch, andThen));
    response.set('etag', field.etag);
    return field;
  }
}

const toEntry = (field: CustomField) => ({ ...field, etag: entityTag(field) });
