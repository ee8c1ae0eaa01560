import type { FieldType } from '@gong-timeline/contracts';
import { MOST_CUSTOM_FIELDS } from '../directory/most-custom-fields';
import { CustomFieldTypes, type ReadFields } from './custom-field-types';

const typesOf = (known: Record<string, FieldType> = {}, format: 'json' | 'text' = 'json') =>
  new CustomFieldTypes(
    Object.entries(known).map(([name, type]) => ({ object: 'Company', name, type })),
    format,
  );
const taught = (types: CustomFieldTypes, given: Record<string, string | number | boolean | null>) => {
  types.learn(types.read(given, {}) as ReadFields);
  return Object.fromEntries(types.learned);
};

describe('custom fields of an import (X4, S8)', () => {
  it('get their type from their first value that is not null', () => {
    const types = typesOf();
    expect(taught(types, { Region: null })).toEqual({});
    expect(taught(types, { Region: 'EMEA', Seats: 3, Beta: true })).toEqual({
      Region: 'text',
      Seats: 'number',
      Beta: 'boolean',
    });
  });

  it('hold no value of another type: it is told with what was expected', () => {
    const types = typesOf({ Seats: 'number', Renewal: 'date' });
    expect(types.read({ Seats: 'many' }, {})).toEqual({
      field: 'customFields.Seats',
      value: 'many',
      message: 'expected a number such as 1200.5',
    });
    expect(types.read({ Renewal: '31.12.2026' }, {})).toMatchObject({ message: expect.stringContaining('2026-03-31') });
  });

  it('of a row that is refused for another reason teach nothing', () => {
    const types = typesOf();
    types.read({ Seats: 3 }, {});
    expect(types.learned.size).toBe(0);
    expect(types.read({ Seats: 'three' }, {})).toMatchObject({ values: { Seats: 'three' } });
  });

  it('of a CSV file are read by their type, and are text when nobody has declared them', () => {
    const types = typesOf({ Seats: 'number', Beta: 'boolean' }, 'text');
    expect(types.read({ Seats: '12', Beta: 'Yes', Zip: '01234' }, {})).toMatchObject({
      values: { Seats: 12, Beta: true, Zip: '01234' },
    });
    expect(taught(types, { Zip: '01234' })).toEqual({ Zip: 'text' });
  });

  it.each(['9x', 'bad name', 'Ärzte', '__proto__', `x${'y'.repeat(64)}`, ''])('have a name: not %p', (name) => {
    const given = JSON.parse(JSON.stringify({ Region: 'EMEA' }).replace('Region', name)) as Record<string, string>;
    expect(typesOf().read(given, {})).toMatchObject({ field: `customFields.${name}`, value: 'EMEA' });
  });

  it('may be so many and no more', () => {
    const types = typesOf(Object.fromEntries(Array.from({ length: MOST_CUSTOM_FIELDS }, (_, n) => [`F${n}`, 'text'])));
    expect(types.read({ F0: 'x' }, {})).toMatchObject({ values: { F0: 'x' } });
    expect(types.read({ OneMore: 'x' }, {})).toMatchObject({ field: 'customFields.OneMore' });
  });
});
