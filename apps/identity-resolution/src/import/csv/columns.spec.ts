import { columnsOf } from './columns';
import { separatorOf } from './separator';

const errorsOf = (...given: Parameters<typeof columnsOf>) => {
  const read = columnsOf(...given);
  return 'errors' in read ? read.errors.map(({ field, message }) => `${field} ${message}`) : [];
};

describe('the header of a CSV file (X4)', () => {
  it('names the columns, standard ones in any case, custom fields as they are', () => {
    expect(columnsOf('companies', ['ExternalID', 'NAME', 'customfields.ARR_2026', 'Problem'], {})).toEqual({
      columns: ['externalId', 'name', 'customFields.ARR_2026', null],
    });
  });

  it('is refused with a column that its kind does not have, naming it and those that it may have', () => {
    expect(errorsOf('companies', ['externalId', 'name', 'licence', ''], {})).toEqual([
      'header "licence" is not a column of companies; expected externalId, name, parentExternalId, crmAccountIds, domains, customFields.<name>',
      expect.stringContaining('header "" a column has no name'),
    ]);
    expect(errorsOf('companies', ['externalId', 'name', 'customFields.no blanks'], {})).toHaveLength(1);
  });

  it('is refused with a column twice, under two spellings too', () => {
    expect(errorsOf('persons', ['externalId', 'name', 'emails', 'EMAILS'], {})).toEqual([
      'header "EMAILS" emails is there twice; expected one column for it',
    ]);
  });

  it('is refused without a column that every row needs', () => {
    expect(errorsOf('users', ['externalId', 'name'], {})).toEqual([
      'header "email" is missing',
      'header "licence" is missing',
    ]);
  });

  it('is read as the sender maps it', () => {
    const headers = ['Account ID', 'Account Name', 'Region', 'Notes', 'domains'];
    const mapping = { 'Account ID': 'externalId', 'Account Name': 'name', Region: 'customFields.Region', Notes: null };
    expect(columnsOf('companies', headers, mapping)).toEqual({
      columns: ['externalId', 'name', 'customFields.Region', null, 'domains'],
    });
    expect(errorsOf('companies', headers, { ...mapping, Region: 'region', Owner: 'name' })).toEqual([
      expect.stringContaining('header "Region" is mapped to "region", which is not a column of companies'),
      'query.columns the file has no header "Owner"',
    ]);
  });

  it.each([
    ['externalId,name,domains', ','],
    ['externalId;name;domains', ';'],
    ['externalId\tname\tdomains', '\t'],
    ['"externalId";"name";"a,b,c,d"', ';'],
    ['Konto;Name, kurz;Ort', ';'],
    ['externalId', ','],
  ])('tells the separator: %s', (header, separator) => {
    expect(separatorOf('companies', header, { Konto: 'externalId' })).toBe(separator);
  });
});
