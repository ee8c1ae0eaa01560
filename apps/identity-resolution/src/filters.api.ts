import { checkFilters, listFilterFields, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { checkFilters as check } from './filters/check-filters';
import { filterFields } from './filters/filter-fields';
import { loadCustomFields } from './store/custom-fields';

/** More than a person mends at once; bounds the size of the answer. */
const MOST_ERRORS = 20;

@Controller()
export class FiltersApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(listFilterFields)
  async fields(@Input() { identity }: InputOf<typeof listFilterFields>): Promise<ResponseOf<typeof listFilterFields>> {
    return { items: await this.fieldsOf(identity.tenantId) };
  }

  @Implements(checkFilters)
  async check(@Input() { identity, body }: InputOf<typeof checkFilters>): Promise<ResponseOf<typeof checkFilters>> {
    const checked = check(body.filters, await this.fieldsOf(identity.tenantId));
    if (checked.kind === 'fit') return checked.filters;
    const errors = checked.faults
      .slice(0, MOST_ERRORS)
      .map(({ at, message }) => ({ field: `body.filters${at}`, message }));
    const [first] = errors;
    throw new ProblemError('settings.filters', `The filters cannot be used: ${first?.field} ${first?.message}`, errors);
  }

  private async fieldsOf(tenantId: string) {
    const fields = await loadCustomFields(this.database.within(tenantId), [tenantId]);
    return filterFields(fields.get(tenantId) ?? []);
  }
}
