import { TenantId, Uuid } from '@gong-timeline/contracts';
import { type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { describeErrors, describeExpectation, fieldName } from './describe-error';

const errorsOf = (schema: TSchema, value: unknown) => describeErrors('body', Value.Errors(schema, value));

describe('describeErrors', () => {
  it('names each field once, by its place, and says what was expected', () => {
    const schema = Type.Object({
      name: Type.String({ minLength: 1, pattern: '\\S' }),
      rows: Type.Array(Type.Object({ 'e/mail': Type.String(), age: Type.Integer({ minimum: 0 }) })),
      kind: Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null()]),
    });
    const value = {
      name: '',
      rows: [
        { 'e/mail': 'x', age: 1 },
        { 'e/mail': 7, age: -1 },
      ],
      kind: 'c',
    };
    expect(errorsOf(schema, value)).toEqual([
      { field: 'body.name', message: 'expected text that is not blank, got empty text' },
      { field: 'body.rows[1].e/mail', message: 'expected text, got 7' },
      { field: 'body.rows[1].age', message: 'expected a whole number of at least 0, got -1' },
      { field: 'body.kind', message: 'expected one of "a", "b" or null, got other text' },
    ]);
  });

  it('tells a missing field from a wrong one, and an unknown one', () => {
    const schema = Type.Object({ on: Type.Boolean() }, { additionalProperties: false });
    expect(errorsOf(schema, { off: 1 })).toEqual([
      { field: 'body.on', message: 'is missing; expected true or false' },
      { field: 'body.off', message: 'is not known here; leave it out' },
    ]);
  });

  it('never repeats text that was sent: it may be a secret', () => {
    const schema = Type.Object({
      token: Type.String({ maxLength: 3 }),
      list: Type.Array(Type.Integer(), { maxItems: 1 }),
    });
    expect(JSON.stringify(errorsOf(schema, { token: 'hunter2', list: ['hunter2', 'hunter2'] }))).not.toContain(
      'hunter2',
    );
  });

  it('stops after twenty: the answer stays small whatever is sent', () => {
    expect(errorsOf(Type.Array(Type.Integer()), new Array(1000).fill('x'))).toHaveLength(20);
  });
});

describe('describeExpectation', () => {
  it.each<[TSchema, string]>([
    [Uuid, 'a UUID in lower case'],
    [TenantId, 'text of the form ^[a-z][a-z0-9-]{1,39}$'],
    [Type.String({ title: 'an e-mail address', pattern: '@' }), 'an e-mail address'],
    [Type.String({ minLength: 1 }), 'text that is not empty'],
    [Type.String({ maxLength: 5 }), 'text of at most 5 characters'],
    [Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), 'text that is not blank of at most 100 characters'],
    [Type.Number({ minimum: 1, maximum: 2 }), 'a number from 1 to 2'],
    [Type.Union([Type.String(), Type.Null()]), 'text or null'],
    [Type.Union([1, 2, 4].map((hours) => Type.Literal(hours))), 'one of 1, 2 or 4'],
    [Type.Array(Type.String(), { maxItems: 3 }), 'a list of at most 3 entries'],
    [Type.Object({}), 'an object'],
  ])('%j is %s', (schema, words) => {
    expect(describeExpectation(schema)).toBe(words);
  });
});

describe('fieldName', () => {
  it('reads a JSON pointer as people write it', () => {
    expect(fieldName('query', '/limit')).toBe('query.limit');
    expect(fieldName('body', '/a~1b/0/c~0d')).toBe('body.a/b[0].c~d');
    expect(fieldName('body', '')).toBe('body');
  });
});
