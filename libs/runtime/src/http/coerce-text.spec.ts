import { type TSchema, Type } from '@sinclair/typebox';
import { coerceText } from './coerce-text';

describe('coerceText', () => {
  it.each<[TSchema, string, unknown]>([
    [Type.Integer(), '12', 12],
    [Type.Integer(), '-3', -3],
    [Type.Integer(), '1.5', '1.5'],
    [Type.Integer(), '1e3', '1e3'],
    [Type.Integer(), '0x10', '0x10'],
    [Type.Integer(), ' 1', ' 1'],
    [Type.Integer(), '', ''],
    [Type.Integer(), '7782342274025937895', '7782342274025937895'],
    [Type.Number(), '1.5', 1.5],
    [Type.Boolean(), 'true', true],
    [Type.Boolean(), 'false', false],
    [Type.Boolean(), '1', '1'],
    [Type.String(), '12', '12'],
    [Type.String(), 'true', 'true'],
    [Type.Optional(Type.Integer()), '12', 12],
    [Type.Union([Type.Literal(1), Type.Literal(2)]), '2', 2],
    [Type.Union([Type.String(), Type.Integer()]), '2', '2'],
  ])('%j takes %j as %j', (schema, text, value) => {
    // A literal says its kind by `const` and `type` alike.
    expect(coerceText(schema, text)).toBe(value);
  });
});
