import { parseRow } from './parse-row';

const user = { externalId: 'u1', name: 'Ana', email: 'ana@vendor.example', licence: 'Full' };
const parse = (over: object) => parseRow('users', JSON.stringify({ ...user, ...over }));

describe('a row', () => {
  it('of its kind is taken as it is', () => {
    expect(parse({ active: false, customFields: { Region: 'EMEA', Seats: 3, Beta: true, Note: null } })).toMatchObject({
      externalId: 'u1',
      active: false,
    });
  });

  it.each(['{"externalId":', 'x', ''])('that is no JSON is told: %p', (text) => {
    expect(parseRow('users', text)).toMatchObject({ field: null, message: expect.stringContaining('JSON object') });
  });

  it.each(['[]', '"text"', '7', 'null'])('that is no object is told: %s', (text) => {
    expect(parseRow('users', text)).toMatchObject({ field: null, value: text, message: 'expected a JSON object' });
  });

  it('with a wrong field is told with the field, its value and what was expected', () => {
    expect(parse({ licence: 'Gold' })).toEqual({
      field: 'licence',
      value: 'Gold',
      message: expect.stringMatching(/expected one of "Full", .*"Internal Collaborator"/),
    });
    expect(parse({ active: 'yes' })).toMatchObject({ field: 'active', value: 'yes' });
    expect(parseRow('persons', '{"externalId":"p","name":"P","emails":["a@b.de","nobody"]}')).toMatchObject({
      field: 'emails[1]',
      value: 'nobody',
    });
  });

  it('without a field that it needs is told which', () => {
    expect(parse({ email: undefined })).toMatchObject({
      field: 'email',
      value: null,
      message: expect.stringContaining('missing'),
    });
  });

  it('with a field that nobody knows is told which', () => {
    expect(parse({ e_mail: 'x' })).toEqual({ field: 'e_mail', value: 'x', message: 'is not known here; leave it out' });
  });

  it('with text that cannot be stored is told where, and with the text', () => {
    const message = expect.stringContaining('NUL');
    expect(parse({ name: 'a\0b' })).toEqual({ field: 'name', value: 'a\0b', message });
    expect(parse({ customFields: { Note: '\ud83d' } })).toEqual({
      field: 'customFields.Note',
      value: '\ud83d',
      message,
    });
  });

  it('with a name of a custom field that cannot be stored is told which', () => {
    expect(parse({ customFields: { 'a\0b': 1 } })).toMatchObject({ field: 'customFields.a\\u0000b', value: 'a\0b' });
  });

  it('has a long value cut', () => {
    const { value } = parse({ licence: 'x'.repeat(5000) }) as { value: string };
    expect(value).toHaveLength(201);
  });
});
