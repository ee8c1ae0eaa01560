import type { Rows } from './check-row';
import { jsonRows } from './json-rows';
import type { ReadRow } from './read-row';

const readAll = async <K extends keyof Rows>(kind: K, ...lines: (string | Buffer)[]): Promise<ReadRow<Rows[K]>[]> => {
  const rows: ReadRow<Rows[K]>[] = [];
  const body = (async function* () {
    for (const line of lines) yield Buffer.concat([Buffer.from(line as string), Buffer.from('\n')]);
  })();
  for await (const row of jsonRows(kind, body).rows) rows.push(row);
  return rows;
};
const parseRow = async (kind: keyof Rows, text: string) => {
  const [{ read } = { read: undefined }] = await readAll(kind, text);
  return read !== undefined && 'row' in read ? read.row : read?.fault;
};

const user = { externalId: 'u1', name: 'Ana', email: 'ana@vendor.example', licence: 'Full' };
const parse = (over: object) => parseRow('users', JSON.stringify({ ...user, ...over }));

describe('a row', () => {
  it('of its kind is taken as it is', async () => {
    expect(
      await parse({ active: false, customFields: { Region: 'EMEA', Seats: 3, Beta: true, Note: null } }),
    ).toMatchObject({
      externalId: 'u1',
      active: false,
    });
  });

  it.each(['{"externalId":', 'x'])('that is no JSON is told: %p', async (text) => {
    expect(await parseRow('users', text)).toMatchObject({
      field: null,
      message: expect.stringContaining('JSON object'),
    });
  });

  it.each(['[]', '"text"', '7', 'null'])('that is no object is told: %s', async (text) => {
    expect(await parseRow('users', text)).toMatchObject({
      field: null,
      value: text,
      message: 'expected a JSON object',
    });
  });

  it.each([
    ['{"externalId":"u1","name":"Ana","name":"Bea"}', 'row.name is given more than once'],
    ['{"externalId":"u1","customFields":{"constructor":1}}', 'row.customFields.constructor is not known here'],
  ])('that readers would read in different ways is told where: %s', async (text, message) => {
    expect(await parseRow('users', text)).toMatchObject({ field: null, message: expect.stringContaining(message) });
  });

  it('with a wrong field is told with the field, its value and what was expected', async () => {
    expect(await parse({ licence: 'Gold' })).toEqual({
      field: 'licence',
      value: 'Gold',
      message: expect.stringMatching(/expected one of "Full", .*"Internal Collaborator"/),
    });
    expect(await parse({ active: 'yes' })).toMatchObject({ field: 'active', value: 'yes' });
    expect(await parseRow('persons', '{"externalId":"p","name":"P","emails":["a@b.de","nobody"]}')).toMatchObject({
      field: 'emails[1]',
      value: 'nobody',
    });
  });

  it('empties a list by null or [], and nothing that it needs', async () => {
    const person = '{"externalId":"p","name":"P","emails":null,"crmContactIds":[]';
    expect(await parseRow('persons', `${person}}`)).toMatchObject({ emails: [], crmContactIds: [] });
    expect(await parseRow('companies', '{"externalId":"c","name":"C","domains":null,"parentExternalId":null}')).toEqual(
      {
        externalId: 'c',
        name: 'C',
        domains: [],
        parentExternalId: null,
      },
    );
    expect(await parse({ name: null })).toMatchObject({ field: 'name', value: 'null' });
    expect(await parse({ active: null })).toMatchObject({ field: 'active' });
  });

  it('without a field that it needs is told which', async () => {
    expect(await parse({ email: undefined })).toMatchObject({
      field: 'email',
      value: null,
      message: expect.stringContaining('missing'),
    });
  });

  it('with a field that nobody knows is told which', async () => {
    expect(await parse({ e_mail: 'x' })).toEqual({
      field: 'e_mail',
      value: 'x',
      message: 'is not known here; leave it out',
    });
  });

  it('with text that cannot be stored is told where, and with the text', async () => {
    const message = expect.stringContaining('NUL');
    expect(await parse({ name: 'a\0b' })).toEqual({ field: 'name', value: 'a\0b', message });
    expect(await parse({ customFields: { Note: '\ud83d' } })).toEqual({
      field: 'customFields.Note',
      value: '\ud83d',
      message,
    });
  });

  it('with a name of a custom field that cannot be stored is told which', async () => {
    expect(await parse({ customFields: { 'a\0b': 1 } })).toMatchObject({
      field: 'customFields.a\\u0000b',
      value: 'a\0b',
    });
  });

  it('has a long value cut', async () => {
    const { value } = (await parse({ licence: 'x'.repeat(5000) })) as { value: string };
    expect(value).toHaveLength(201);
  });
});
