import { fitValue, readValue, typeOfValue } from './field-value';

describe('a value of a custom field (X4, S8)', () => {
  it.each([
    ['text', 'EMEA', 'EMEA'],
    ['text', '', ''],
    ['number', 12.5, 12.5],
    ['number', -0, 0],
    ['boolean', false, false],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', ' 2026-03-31T09:30:00+02:00 ', '2026-03-31T07:30:00.000Z'],
    ['date', '2026-03-31T09:30:00.000+0000', '2026-03-31T09:30:00.000Z'],
    ['date', '2026-03-31T23:30Z', '2026-03-31T23:30:00.000Z'],
  ] as const)('from JSON fits %s: %p', (type, value, stored) => {
    expect(Object.is(fitValue(type, value), stored)).toBe(true);
  });

  it.each([
    ['text', 7],
    ['text', true],
    ['number', '7'],
    ['number', true],
    ['boolean', 'true'],
    ['boolean', 1],
    ['date', 20260331],
    ['date', '2026-02-30'],
    ['date', '2026-2-3'],
    ['date', '31.03.2026'],
    ['date', '2026-03-31T09:30:00'],
    ['date', '2026-03-31T24:00:00Z'],
    ['date', '2026-02-30T09:30:00Z'],
    ['date', ''],
  ] as const)('from JSON does not fit %s: %p', (type, value) => {
    expect(fitValue(type, value)).toBeNull();
  });

  it.each([
    ['text', ' 007 ', ' 007 '],
    ['number', ' 1200.50 ', 1200.5],
    ['number', '-.5e2', -50],
    ['boolean', 'TRUE', true],
    ['boolean', 'no', false],
    ['boolean', '0', false],
    ['date', '2026-03-31', '2026-03-31'],
  ] as const)('written as text fits %s: %p', (type, text, stored) => {
    expect(readValue(type, text)).toBe(stored);
  });

  it.each([
    ['number', '1,200'],
    ['number', '0x10'],
    ['number', '1e999'],
    ['number', 'Infinity'],
    ['number', ''],
    ['boolean', 'maybe'],
    ['date', 'tomorrow'],
    ['text', 'x'.repeat(4001)],
  ] as const)('written as text does not fit %s: %.10p', (type, text) => {
    expect(readValue(type, text)).toBeNull();
  });

  it('gives its field a type by what it is in JSON, never by how a text looks', () => {
    expect([7, true, '2026-03-31', '7'].map(typeOfValue)).toEqual(['number', 'boolean', 'text', 'text']);
  });
});
