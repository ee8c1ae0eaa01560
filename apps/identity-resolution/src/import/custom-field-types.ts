import { CUSTOM_FIELD_NAME, type CustomField, type FieldType } from '@gong-timeline/contracts';
import { EXPECTED, type FieldValue, fitValue, readValue, typeOfValue } from '../directory/field-value';
import { MOST_CUSTOM_FIELDS } from '../directory/most-custom-fields';
import type { CustomFields } from './plan-rows';
import { type Fault, fault } from './row-problem';

export interface ReadFields {
  readonly values: CustomFields;
  /** Types of fields that this row would be the first to have. */
  readonly learned: ReadonlyMap<string, FieldType>;
}

/** A row's schema says nothing of keys that do not fit the pattern, nor of what they hold. */
const NAME = new RegExp(CUSTOM_FIELD_NAME);

/**
 * The custom fields of one kind of entry while a piece of a file is planned, and what the file teaches of them: a field
 * gets its type from its first value that is not null, in a row that goes in.
 */
export class CustomFieldTypes {
  readonly learned = new Map<string, FieldType>();
  private readonly types: Map<string, FieldType>;
  private readonly toStored: (type: FieldType, value: FieldValue) => FieldValue | null;

  constructor(known: readonly CustomField[], format: 'json' | 'text') {
    this.types = new Map(known.map(({ name, type }) => [name, type]));
    this.toStored = format === 'json' ? fitValue : (type, value) => readValue(type, String(value));
  }

  /** The fields after a row: what it leaves out keeps its value, null empties. */
  read(given: CustomFields | undefined, before: CustomFields): ReadFields | Fault {
    const values: Record<string, FieldValue> = {};
    for (const [name, value] of Object.entries(before)) if (value !== null) values[name] = value;
    const learned = new Map<string, FieldType>();
    for (const [name, value] of Object.entries(given ?? {})) {
      if (!NAME.test(name)) {
        const message = 'expected a name of at most 64 letters, digits and _ that begins with a letter';
        return fault(`customFields.${name.slice(0, 100)}`, value, message);
      }
      if (value === null) {
        delete values[name];
        continue;
      }
      const type = this.types.get(name) ?? typeOfValue(value);
      const stored = this.toStored(type, value);
      if (stored === null) return fault(`customFields.${name}`, value, `expected ${EXPECTED[type]}`);
      if (!this.types.has(name)) learned.set(name, type);
      if (this.types.size + learned.size > MOST_CUSTOM_FIELDS) {
        return fault(`customFields.${name}`, value, `expected at most ${MOST_CUSTOM_FIELDS} different custom fields`);
      }
      values[name] = stored;
    }
    return { values, learned };
  }

  learn({ learned }: ReadFields): void {
    for (const [name, type] of learned) {
      this.types.set(name, type);
      this.learned.set(name, type);
    }
  }
}
