import type { CustomField } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { entityTag, ProblemError, refuseStale } from '@gong-timeline/runtime';
import { type StoredValue, valuesOfCustomField, writeCustomFieldValues } from '../store/custom-field-values';
import { loadCustomFields, writeCustomFields } from '../store/custom-fields';
import { changeDirectory } from '../store/hold-directory';
import { EXPECTED, readValue } from './field-value';
import { MOST_CUSTOM_FIELDS } from './most-custom-fields';

const PAGE = 5_000;

/** Declares a field or gives it another type. All its values are converted, or none and it stays as it was. */
export const changeCustomField = (
  database: Database,
  tenantId: string,
  field: CustomField,
  ifMatch: string | null = null,
  /** In the same transaction. */
  andThen: (tx: Transaction, before: CustomField | undefined) => void = () => undefined,
): Promise<CustomField> =>
  database.within(tenantId).transaction(async (tx) => {
    await changeDirectory(tx, tenantId);
    const known = (await loadCustomFields(tx, [tenantId])).get(tenantId) ?? [];
    const ofObject = known.filter(({ object }) => object === field.object);
    const before = ofObject.find(({ name }) => name === field.name);
    const is = before === undefined ? null : entityTag(before);
    refuseStale(ifMatch, { is, becomes: entityTag(field), saved: before !== undefined });
    if (before?.type === field.type) return field;
    if (before === undefined && ofObject.length >= MOST_CUSTOM_FIELDS) {
      throw new ProblemError(
        'conflict',
        `${field.object} has ${ofObject.length} custom fields, as many as it may have`,
      );
    }
    await writeCustomFields(tx, tenantId, field.object, new Map([[field.name, field.type]]));
    if (before !== undefined) await convertValues(tx, tenantId, field);
    andThen(tx, before);
    return field;
  });

const convertValues = async (tx: Transaction, tenantId: string, field: CustomField): Promise<void> => {
  let misfits = 0;
  let example: StoredValue | undefined;
  let after: string | null = null;
  do {
    const page: StoredValue[] = await valuesOfCustomField(tx, tenantId, field, { after, limit: PAGE });
    const converted = page.flatMap((stored) => {
      const value = readValue(field.type, String(stored.value));
      if (value !== null) return value === stored.value ? [] : [{ gsid: stored.gsid, value }];
      misfits += 1;
      example ??= stored;
      return [];
    });
    await writeCustomFieldValues(tx, tenantId, field, converted);
    after = page.length < PAGE ? null : (page.at(-1)?.gsid ?? null);
  } while (after !== null);
  if (example === undefined) return;
  const shown = `for example ${JSON.stringify(example.value)} of ${field.object} ${example.externalId}`;
  throw new ProblemError(
    'directory.values-do-not-fit',
    `${misfits === 1 ? '1 value of' : `${misfits} values of`} ${field.name} cannot be read as ${field.type}, ${shown}; expected ${EXPECTED[field.type]}. Mend them by an import, then change the type.`,
  );
};
