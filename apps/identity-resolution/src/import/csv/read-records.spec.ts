import fc from 'fast-check';
import { LONGEST_LINE_BYTES, readLines } from '../read-lines';
import { type CsvRecord, readRecords } from './read-records';
import { writeRecord } from './write-record';

const read = async (text: string | Buffer, delimiter = ',') => {
  const body = (async function* () {
    yield Buffer.from(text as string);
  })();
  const records: CsvRecord[] = [];
  for await (const record of readRecords(readLines(body, { keepBlank: true }), delimiter)) records.push(record);
  return records;
};
const cells = async (text: string, delimiter?: string) => (await read(text, delimiter)).map((record) => record.cells);

describe('the records of a CSV file (X4)', () => {
  it('are read as RFC 4180 writes them: quotes, doubled quotes, separators and line ends in quotes', async () => {
    expect(await read('a,"b, c","say ""hi"""\r\n"two\r\n\r\nlines",,x\r\nlast,1,2')).toEqual([
      { line: 1, cells: ['a', 'b, c', 'say "hi"'] },
      { line: 2, cells: ['two\r\n\r\nlines', '', 'x'] },
      { line: 5, cells: ['last', '1', '2'] },
    ]);
  });

  it('come back as they were written, whatever the cells and the separator are', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\t', '\n', '\r', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const written = rows.map((row) => writeRecord(row, delimiter)).join('');
        // A row of blank cells and tabs is a blank line.
        const visible = rows.filter((row) => writeRecord(row, delimiter).trim() !== '');
        expect(await cells(written, delimiter)).toEqual(visible);
      }),
    );
  });

  it('that lie below a quote which is never closed are read all the same', async () => {
    const rest = Array.from({ length: 5_000 }, (_, n) => `${n},"x"`);
    const records = await read(`1,"Acme\n${rest.join('\n')}`);
    expect(records[0]).toEqual({ line: 1, cells: null, source: '1,"Acme', message: expect.stringContaining('quote') });
    expect(records).toHaveLength(5_001);
    expect(records.slice(1).every((record) => record.cells !== null)).toBe(true);
    expect(records.at(-1)).toEqual({ line: 5_001, cells: ['4999', 'x'] });
  });

  it('with a quote in the middle of a cell cost one row each', async () => {
    const records = await read('1,24" screen\n2,ok\n3,a "b" c\n4,ok\n5,27" screen\n6,"ok"');
    expect(records.map(({ line, cells: got }) => [line, got === null])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, false],
      [5, true],
      [6, false],
    ]);
  });

  it('that are too long, or no UTF-8, cost one row each, in quotes too', async () => {
    const long = `1,${'x'.repeat(LONGEST_LINE_BYTES)}`;
    const bad = Buffer.concat([
      Buffer.from(`${long}\n2,"a\n`),
      Buffer.from([0x33, 0x2c, 0xff, 0x0a]),
      Buffer.from('4,ok\n'),
    ]);
    expect((await read(bad)).map(({ line, cells: got }) => [line, got])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [4, ['4', 'ok']],
    ]);
  });

  it('leave blank lines out', async () => {
    expect(await read('\n  \r\na,b\n\n')).toEqual([{ line: 3, cells: ['a', 'b'] }]);
  });
});
