import { csvRows, type CsvOptions } from './csv-rows';

const open = (
  text: string | Buffer,
  options: Partial<CsvOptions> = {},
  kind: 'companies' | 'persons' | 'users' = 'persons',
) =>
  csvRows(
    kind,
    (async function* () {
      yield Buffer.from(text as string);
    })(),
    { mapping: {}, emptyCells: 'clear', ...options },
  );
const readAll = async (...given: Parameters<typeof open>) => {
  const source = await open(...given);
  const rows = [];
  for await (const row of source.rows) rows.push(row);
  return { source, rows };
};
const rowsOf = async (...given: Parameters<typeof open>) => (await readAll(...given)).rows.map(({ read }) => read);

describe('a row of a CSV file (X4)', () => {
  it('is what a JSON line would have said, lists separated by semicolons', async () => {
    const text = 'externalId,name,emails,crmContactIds,customFields.City\np1,Li,"li@x.example; li@y.example ;",C1,Oslo';
    expect(await rowsOf(text)).toEqual([
      {
        row: {
          externalId: 'p1',
          name: 'Li',
          emails: ['li@x.example', 'li@y.example'],
          crmContactIds: ['C1'],
          customFields: { City: 'Oslo' },
        },
      },
    ]);
    const users = 'externalId;name;email;licence;active\nu1;Ana;ana@x.example; Full ;No';
    expect(await rowsOf(users, {}, 'users')).toMatchObject([{ row: { licence: 'Full', active: false } }]);
  });

  it('empties the fields of its empty cells, or keeps them when the sender wishes so', async () => {
    const text = 'externalId,name,emails,customFields.City\np1,Li,,';
    expect(await rowsOf(text)).toEqual([
      { row: { externalId: 'p1', name: 'Li', emails: [], customFields: { City: null } } },
    ]);
    expect(await rowsOf(text, { emptyCells: 'keep' })).toEqual([{ row: { externalId: 'p1', name: 'Li' } }]);
    const companies = 'externalId,name,parentExternalId\nc1,Acme,';
    expect(await rowsOf(companies, {}, 'companies')).toMatchObject([{ row: { parentExternalId: null } }]);
    const users = 'externalId,name,email,licence,active\nu1,Ana,ana@x.example,Full,';
    expect((await rowsOf(users, {}, 'users'))[0]).not.toHaveProperty('row.active');
  });

  it('without what it needs is told as a JSON line is', async () => {
    expect(await rowsOf('externalId,name\n,Li\np2,\np3,Ok')).toMatchObject([
      { fault: { field: 'externalId', value: '' } },
      { fault: { field: 'name', value: '' } },
      { row: { externalId: 'p3' } },
    ]);
    const users = 'externalId,name,email,licence,active\nu1,Ana,ana@x.example,Gold,\nu2,Bo,bo@x.example,Full,perhaps';
    expect(await rowsOf(users, {}, 'users')).toMatchObject([
      { fault: { field: 'licence', value: 'Gold' } },
      { fault: { field: 'active', value: 'perhaps' } },
    ]);
  });

  it('with fewer or more cells than the header is told, empty ones at the end do not count', async () => {
    expect(await rowsOf('externalId,name\np1\np2,Li,x\np3,Li,,\n,,')).toMatchObject([
      { fault: { message: 'expected 2 cells, as the header has, got 1' } },
      { fault: { message: 'expected 2 cells, as the header has, got 3' } },
      { row: { externalId: 'p3' } },
    ]);
  });

  it('whose quote is closed some rows further down is told, not taken for a name of several lines', async () => {
    const text = 'externalId,name,customFields.Note\np1,"Li,x\np2,Ok,y\np3,Bo",z\np4,Ana,"two\nlines"';
    expect(await rowsOf(text)).toMatchObject([
      { fault: { field: 'name', message: expect.stringContaining('one line') } },
      { row: { externalId: 'p4', customFields: { Note: 'two\nlines' } } },
    ]);
  });

  it('with NUL in it is told', async () => {
    expect(await rowsOf('externalId,name\np1,a\0b')).toMatchObject([
      { fault: { field: 'name', message: expect.stringContaining('NUL') } },
    ]);
  });

  it('may follow a byte order mark and end in any way', async () => {
    expect(await rowsOf('\uFEFFexternalId,name\r\np1,Li\r\n')).toEqual([{ row: { externalId: 'p1', name: 'Li' } }]);
  });

  it('is told by the headers of the file', async () => {
    const { source } = await readAll('Key,Full name,Mail\n', {
      mapping: { Key: 'externalId', 'Full name': 'name', Mail: 'emails' },
    });
    expect(['externalId', 'name', 'emails[1]', 'customFields.X'].map(source.nameOf)).toEqual([
      'Key',
      'Full name',
      'Mail[1]',
      'customFields.X',
    ]);
  });
});

describe('a row of a CSV file that was rejected (X4)', () => {
  const again = async (text: string | Buffer) => {
    const { source, rows } = await readAll(text);
    return Buffer.concat(
      [source.head, ...rows.map((row) => row.again('line 2: "why"'))].map((part) => Buffer.from(part as string)),
    );
  };

  it('is written as it was sent, with what is wrong as its last column', async () => {
    expect((await again('externalId;name;emails\np1;"Li; the ""first""";a@b.example,c')).toString()).toBe(
      'externalId;name;emails;problem\r\np1;"Li; the ""first""";a@b.example,c;"line 2: ""why"""\r\n',
    );
  });

  it('loses what was wrong with it before', async () => {
    const once = await again('externalId,problem,name\np1,old,Li');
    expect(once.toString()).toBe('externalId,name,problem\r\np1,Li,"line 2: ""why"""\r\n');
    expect((await again(once)).toString()).toBe(once.toString());
  });

  it('that is not UTF-8 keeps its bytes: nobody takes them for right by sending them again', async () => {
    const sent = Buffer.from('externalId,name\np1,M\xfcller\n', 'latin1');
    const file = await again(sent);
    expect(file.toString('latin1')).toBe('externalId,name,problem\r\np1,M\xfcller,"line 2: ""why"""\r\n');
    expect(await rowsOf(file)).toMatchObject([{ fault: { message: 'expected text in UTF-8' } }]);
  });

  it('with uneven quotes stands in its first cell, to be mended by hand', async () => {
    expect((await again('externalId,name\np1,"Li')).toString()).toBe(
      'externalId,name,problem\r\n"p1,""Li",,"line 2: ""why"""\r\n',
    );
  });
});

describe('a CSV file (X4)', () => {
  it.each([
    ['', 'empty'],
    ['\n\n', 'empty'],
    [Buffer.from('\uFEFFexternalId,name', 'utf16le'), 'UTF-8'],
    ['externalId,"name', 'quotes'],
    ['externalId,name,colour', '"colour" is not a column of persons'],
  ])('that cannot be begun is refused before anything is written: %p', async (text, reason) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'import.columns', detail: expect.stringContaining(reason) });
  });

  it('may have nameless columns at its end, with nothing in them', async () => {
    expect(await rowsOf('externalId,name,,\np1,Li,,')).toEqual([{ row: { externalId: 'p1', name: 'Li' } }]);
  });

  it('with another separator than it seems is read by the one that is named', async () => {
    expect(await rowsOf('externalId\tname\np1\ta,b', { separator: 'tab' })).toMatchObject([{ row: { name: 'a,b' } }]);
  });
});
