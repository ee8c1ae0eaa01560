import { columnsQuery, guessMapping, mappingFaults } from './columns';
import { readCsvHead } from './read-csv';

describe('the first rows of a CSV file (X4)', () => {
  it('are read with quotes, line ends within them, and any of three separators', () => {
    expect(readCsvHead('\uFEFFid,name\r\n1,"Acme, ""Inc""\nof Berlin"\r\n2,Plain\r\n', true)).toEqual({
      ...{ separator: 'comma', header: ['id', 'name'] },
      rows: [
        ['1', 'Acme, "Inc"\nof Berlin'],
        ['2', 'Plain'],
      ],
    });
    expect(readCsvHead('id;name, of it;domain\n1;A', true)?.header).toEqual(['id', 'name, of it', 'domain']);
    expect(readCsvHead('id\tname\n1\tA', true)?.separator).toBe('tab');
  });

  it('leave out a row that the piece may cut, and know a file without any', () => {
    expect(readCsvHead('id,name\n1,A\n2,B and mo', false)?.rows).toEqual([['1', 'A']]);
    expect(readCsvHead('', true)).toBeNull();
    expect(readCsvHead('\n\n', true)).toBeNull();
  });
});

describe('what the columns of a file are taken for (X4)', () => {
  it('is guessed by their names, each at most once, else a custom field', () => {
    expect(guessMapping('companies', ['Id', 'Account Name', 'Company', 'ARR (EUR)', '€', 'problem'])).toEqual({
      ...{ Id: 'externalId', 'Account Name': 'name', Company: 'customFields.Company' },
      ...{ 'ARR (EUR)': 'customFields.ARR_EUR', '€': '', problem: '' },
    });
  });

  it('has to hold what each row needs, and nothing twice', () => {
    expect(mappingFaults('users', { Id: 'externalId', A: 'email', B: 'email' })).toEqual([
      'Say which column is “Name”: each row needs it.',
      'Say which column is “Licence”: each row needs it.',
      'Two columns are “E-mail”: leave one of them out.',
    ]);
    expect(mappingFaults('companies', { Id: 'externalId', Name: 'name' })).toEqual([]);
  });

  it('is sent only where the header does not say it', () => {
    expect(columnsQuery({ externalId: 'externalId', name: 'name' })).toBeUndefined();
    expect(columnsQuery({ Id: 'externalId', name: 'name', Notes: '' })).toBe('{"Id":"externalId","Notes":null}');
  });
});
